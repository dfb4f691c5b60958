"""监测依据 Inputs: the points, thresholds and local standards that a month is monitored with, and the key of all that is read."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from zhongfu.data import months
from zhongfu.data.lake import Lake, Parts
from zhongfu.data.roll.words import RESIDENCES
from zhongfu.data.thresholds import Settings, load_settings, shipped
from zhongfu.deliveries import current
from zhongfu.people.models import Region
from zhongfu.policy.lawbook.lawfile import Value
from zhongfu.policy.parameters import Law, Setting
from zhongfu.verification import law

STANDARD = "dibao.standard"


@dataclass(frozen=True)
class Inputs:
    """Everything that a round for a month reads. `demonstration`: a standard is a demonstration value."""

    month: str
    lake: Lake
    parts: Parts
    settings: Settings
    demonstration: bool

    @property
    def key(self) -> str:
        """The same only while no delivery, no setting and no standard changed."""
        read = f"{self.month}|{current.fingerprint(self.parts)}|{self.settings!r}"
        return hashlib.sha256(read.encode()).hexdigest()[:32]


def gather(home: current.Place, month: str) -> Inputs:
    """Read the settings, the law and what is current. Raises SettingsInvalid or a problem of the law, with file and line."""
    values = standards(law.present(), month)
    settings = load_settings([shipped(), home.law / "monitoring.yml"]).with_lines({key: each.value for key, each in values.items()})
    demonstration = any(each.demonstration for each in values.values())
    return Inputs(month, Lake(home.lake), current.parts(home), settings, demonstration)


def standards(read: Law, month: str) -> dict[str, Value]:
    """The dibao standards known for the counties on the month's last day, by "441424/urban"; unknown ones are absent."""
    found: dict[str, Value] = {}
    for county in Region.objects.filter(kind=Region.Kind.COUNTY).values_list("code", flat=True):
        for residence in RESIDENCES.values():
            value = read.look_up(STANDARD, Setting(county, residence, months.last_day(month)))
            if value is not None and value.value is not None:
                found[f"{county}/{residence}"] = value
    return found
