from .client import complete, complete_async
from .retry import with_retries

__all__ = ["complete", "complete_async", "with_retries"]
