"""What the desk promises, as values."""

from datetime import timedelta

import servicedesk_core as sd

HOURS = sd.ServiceCalendar.parse(
    "Mo-Fr 09:00-18:00", tz="Europe/Moscow", holidays="RU", name="office hours"
)

AGREEMENT = sd.Agreement(
    "standard",
    [
        sd.ServiceLevelTarget(sd.Metric.FIRST_RESPONSE, timedelta(hours=1), HOURS),
        sd.ServiceLevelTarget(
            sd.Metric.RESOLUTION,
            {
                sd.Priority.CRITICAL: timedelta(hours=4),
                sd.Priority.HIGH: timedelta(hours=9),
                sd.Priority.MODERATE: sd.WorkingDays(3),
                sd.Priority.LOW: sd.WorkingDays(5),
                sd.Priority.PLANNING: None,
            },
            HOURS,
            pauses={"caller", "vendor"},
        ),
    ],
)

PATH = sd.EscalationPath(
    [
        sd.Level(["lead"], trigger=sd.AtFraction(0.75, metric="resolution")),
        sd.Level(["manager"], trigger=sd.AtFraction(1, metric="resolution")),
    ],
    name="resolution",
)

POLICY = sd.DeskPolicy(
    AGREEMENT, paths=[PATH], auto_close=sd.AutoClose(3, calendar=HOURS)
)
