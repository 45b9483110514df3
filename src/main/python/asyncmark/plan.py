"""How leaves end."""


class LeafPlan:
    """How the leaves of an op end, each by its index: after which time, and whether well or badly.

    What changes it from op to op does so while no leaf is at work.
    """

    def delay_micros(self, index: int) -> int:
        """Returns how long a leaf waits, in microseconds, 0 to 60 s."""
        raise NotImplementedError

    def fails(self, index: int) -> bool:
        """Tells whether a leaf fails once it has waited."""
        return False

    @staticmethod
    def always(micros: int) -> "LeafPlan":
        """Returns the plan by which all leaves wait for the same time and none fails."""
        return _Always(micros)


class _Always(LeafPlan):
    def __init__(self, micros: int) -> None:
        self._micros = micros

    def delay_micros(self, index: int) -> int:
        return self._micros
