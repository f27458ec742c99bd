class Completions:
    def __init__(self, shell: str):
        self.shell = shell

    def create(self, program: str, model: str) -> str:
        return f"# {model} completion of {program} for {self.shell}"


class chat:
    completions = Completions("bash")


def all_shells(program: str) -> str:
    return chat.completions.create(program, model="static")
