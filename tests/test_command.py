from click.testing import CliRunner

from bylaw.cli.main import main


def test_the_command_says_what_it_is():
    result = CliRunner().invoke(main, ["--help"])
    assert result.exit_code == 0
    assert "by its own rules" in result.output
