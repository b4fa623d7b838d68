"""Cases of the routes of imports and exports."""

from tests.architecture.case_basics import ADMINISTRATORS, FRESH, Case, get
from tests.architecture.stage import Stage


def run(stage: Stage) -> dict[str, object]:
    return {"run_id": stage.import_run}


def export(stage: Stage) -> dict[str, object]:
    return {"export_id": stage.export_run}


CARRYING: dict[str, list[Case]] = {
    "community_imports": [get(ADMINISTRATORS)],
    "community_import": [get(ADMINISTRATORS, run)],
    "community_import_problems": [get(ADMINISTRATORS, run)],
    "community_import_step": [Case("post", ADMINISTRATORS, lambda s: {**run(s), "step": "pause"}, form=True)],
    "community_exports": [get(ADMINISTRATORS), Case("post", ADMINISTRATORS, form=True)],
    "community_export_file": [Case("post", ADMINISTRATORS, export, form=True)],
    "api_imports": [
        get(ADMINISTRATORS),
        Case("post", ADMINISTRATORS, body=lambda s: {"id": FRESH, "name": f"{s.brand}.jsonl", "format": "neutral"}),
    ],
    "api_import": [get(ADMINISTRATORS, run)],
    "api_import_steps": [Case("post", ADMINISTRATORS, run, lambda s: {"step": "pause"})],
    "api_exports": [get(ADMINISTRATORS), Case("post", ADMINISTRATORS, body=lambda s: {"id": FRESH})],
    "api_export": [get(ADMINISTRATORS, export)],
}
