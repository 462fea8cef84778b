from bylaw.acts.members.franchise import franchise, votes
from bylaw.acts.members.roll_import import Row, digest_of
from bylaw.record.clock import rfc3339

from .joining import society
from .society import DAY, Society, key_of, person


def rows(s: Society, *numbers: int, cls: str = "ordinary", body: str = "north") -> tuple[Row, ...]:
    since = rfc3339(s.now - 900 * DAY)
    return tuple(Row(person(n), body, cls, since, key_of(person(n))) for n in numbers)


def opened(s: Society, *chunks: tuple[Row, ...], members: int | None = None) -> Society:
    total = sum(map(len, chunks)) if members is None else members
    s.do(
        "open-import",
        s.office(1, "secretary"),
        roll="old",
        chunks=tuple(map(digest_of, chunks)),
        members=total,
    )
    return s


def test_a_roll_comes_in_by_chunks_that_one_act_lists():
    s = society()
    one, two = rows(s, 50, 51), rows(s, 52)
    assert s.refused("open-import", 5, roll="old", chunks=(digest_of(one),), members=2) == ["43"]
    opened(s, one, two)
    s.do("import-chunk", (), roll="old", rows=two)
    s.do("import-chunk", 5, roll="old", rows=one)
    spell = next(s.state.members.roll.current(person(50), s.now))
    assert (spell.start, spell.since) == (s.now, s.now - 900 * DAY), (
        "on the roll from now on, seniority attested"
    )
    assert votes(s.state, person(52), franchise(s.state, "north", s.now), s.now)
    assert s.state.imports.missing("old") == []
    assert [key.how for key in s.state.keys.of(person(50), s.now)] == ["import"]


def test_a_chunk_that_is_not_listed_or_comes_twice():
    s = society()
    one, two = rows(s, 50, 51), rows(s, 52)
    opened(s, one, members=2)
    assert s.refused("import-chunk", 5, roll="old", rows=two) == ["bylaw 13"]
    s.do("import-chunk", 5, roll="old", rows=one)
    assert "bylaw 3" in s.refused("import-chunk", 5, roll="old", rows=one)


def test_rows_that_cannot_be_refuse_the_whole_chunk():
    s = society()
    late = tuple(Row(r.member, r.body, r.cls, rfc3339(s.now + DAY), r.key) for r in rows(s, 50))
    stolen = tuple(Row(r.member, r.body, r.cls, r.since, key_of(person(1))) for r in rows(s, 50))
    for bad, clause in (
        (rows(s, 50, 50), "bylaw 8"),
        (rows(s, 5), "bylaw 8"),
        (rows(s, 50, body="board"), "bylaw 8"),
        (rows(s, 50, body="east"), "bylaw 8"),
        (rows(s, 50, cls="patron"), "1"),
        (late, "bylaw 14"),
        (stolen, "bylaw 7"),
    ):
        s = opened(society(), bad)
        assert s.refused("import-chunk", 5, roll="old", rows=bad) == [clause], clause
        assert person(50) not in s.state.members.roll.spells


def test_more_members_than_attested_and_chunks_too_late():
    s = opened(society(), rows(society(), 50, 51), members=1)
    assert s.refused("import-chunk", 5, roll="old", rows=rows(s, 50, 51)) == ["bylaw 17"]
    s = society()
    chunk = rows(s, 50)
    opened(s, chunk)
    s.wait(61)
    assert s.refused("import-chunk", 5, roll="old", rows=chunk) == ["bylaw 15"]
