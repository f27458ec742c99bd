"""Shell completion of the library's commands."""
import click
import shellingham
from click.shell_completion import CompletionItem, ShellComplete

from jobs import shell


def install(program: str) -> str:
    name, _ = shellingham.detect_shell()
    completions = shell.Completions(name)
    return completions.create(program, model="static")


class Shelves(click.ParamType):
    name = "shelf"

    def shell_complete(self, context, parameter, incomplete):
        return [CompletionItem(name) for name in ("a", "b") if name.startswith(incomplete)]


def script(command) -> str:
    return ShellComplete(command, {}, "library", "_LIBRARY_COMPLETE").complete()
