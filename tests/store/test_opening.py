"""A writer opens its own log: what is not there any more refuses nothing, and what is refused keeps the folder shut."""

from bylaw.record.broken import Broken
from bylaw.store.erased import destroy_openings
from bylaw.store.log_store import LogStore
from bylaw.store.organisation import Organisation
from tests.store.alike import differing
from tests.store.federation import copied, entries, whole


def test_a_writer_goes_on_after_an_erasure_with_the_state_of_an_audit(tmp_path):
    folder = copied(tmp_path / "org")
    names = [path.name for path in (folder / "private/openings").rglob("*") if path.is_file()]
    assert names
    for erased in (names[:1], names):
        destroy_openings(folder, erased)
        organisation = Organisation.open(folder)
        assert organisation.state.size == organisation.store.head().size == len(entries())
        assert differing(organisation.state, whole(folder)) == []
        organisation.close()


def test_a_log_with_an_entry_that_is_refused_is_not_opened(tmp_path):
    folder = copied(tmp_path / "org")
    store = LogStore.open(folder / "log.sqlite")
    store.append([entries()[-1]])
    store.close()
    found = Organisation.open(folder)
    assert isinstance(found, Broken)
    assert f"entry {len(entries())} is refused" in found.detail
    fine = Organisation.open(copied(tmp_path / "fine"))
    assert fine.state.size == len(entries())
    fine.close()


def test_whoever_lacks_any_one_opening_folds_the_record_all_the_same(tmp_path):
    folder = copied(tmp_path / "org")
    files = [path for path in (folder / "private/openings").rglob("*") if path.is_file()]
    assert len(files) > 5
    for file in files:
        content = file.read_bytes()
        file.unlink()
        assert whole(folder).size == len(entries())
        file.write_bytes(content)
