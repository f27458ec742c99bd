import functools
import random
import time
from typing import Callable, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def with_retries(times: int = 3) -> Callable[[Callable[P, T]], Callable[P, T]]:
    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> T:
            for attempt in range(times):
                try:
                    return function(*args, **kwargs)
                except TimeoutError:
                    time.sleep(2**attempt + random.random())
            return function(*args, **kwargs)

        return run

    return decorate
