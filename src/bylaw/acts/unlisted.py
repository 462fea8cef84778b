"""Evidence that is asked for by name and cannot be listed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping


class Unlisted(Mapping[str, object]):
    """A mapping that answers names and lists none: what there is shows only when it is asked for."""

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


class Answering(Unlisted):
    """Evidence in which every name is there, with what it stands for or with None: nothing that is gone refuses."""

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str)
