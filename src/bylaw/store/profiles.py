"""The profiles that come with bylaw, as files in its package."""

from importlib.resources import files


def profiles() -> dict[str, bytes]:
    """Give the shipped profiles by name."""
    folder = files("bylaw.rules") / "profiles"
    return {
        item.name.removesuffix(".toml"): item.read_bytes()
        for item in sorted(folder.iterdir(), key=lambda item: item.name)
        if item.name.endswith(".toml")
    }
