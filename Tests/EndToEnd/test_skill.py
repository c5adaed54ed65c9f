"""The skill with which an agent uses exhibit (parity E1), checked by the format's own validator."""

import pathlib
import subprocess
import sys

import pytest

VALIDATOR = pathlib.Path(sys.executable).parent / "agentskills"


def install(exhibit, *words):
    return exhibit("skill", "--install", "skills", "--json", *words)


def skill(exhibit):
    return exhibit.work / "skills" / "exhibit" / "SKILL.md"


def test_E1_the_installed_skill_is_valid(exhibit):
    made = install(exhibit)
    assert made.status == 0 and made.result == {"name": "exhibit", "path": str(skill(exhibit)), "change": "written"}
    checked = subprocess.run([VALIDATOR, "validate", skill(exhibit).parent], capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_E1_people_read_where_it_is(exhibit):
    assert exhibit("skill", "--install", "~/.openclaw/skills").out == "~/.openclaw/skills/exhibit/SKILL.md\n"
    assert (exhibit.folder / "user" / ".openclaw" / "skills" / "exhibit" / "SKILL.md").is_file()


def test_E1_the_validator_refuses_another_folder_name(exhibit):
    install(exhibit)
    skill(exhibit).parent.rename(exhibit.work / "skills" / "other")
    checked = subprocess.run([VALIDATOR, "validate", exhibit.work / "skills" / "other"], capture_output=True, text=True)
    assert checked.returncode == 1


def test_E1_the_front_matter_says_what_it_needs(exhibit):
    from skills_ref.parser import parse_frontmatter

    install(exhibit)
    front, body = parse_frontmatter(skill(exhibit).read_text())
    assert front["name"] == "exhibit" and front["license"] == "Apache-2.0"
    assert "'bins': ['exhibit']" in front["metadata"]["openclaw"]
    for trigger in ("文生图", "图生图", "参考图生图", "text2img", "img2img", "edit this picture"):
        assert trigger in front["description"]
    assert body.startswith("# exhibit")


def test_E1_it_says_what_an_agent_has_to_know(exhibit):
    text = exhibit("skill").out
    for status in (0, 2, 5, 6, 7, 8):
        assert f"\n| {status} | " in text
    for section in ("When to use it, and when not", "Ask before spending", "Exit statuses", "Never", "Report"):
        assert f"\n## {section}\n" in text
    assert "Never send a run again after exit 8" in text
    assert "One at a time" in text
    assert "--json" in text and "exhibit generate" in text and "exhibit edit" in text


def test_E1_printing_and_installing_give_the_same_text(exhibit):
    install(exhibit)
    assert exhibit("skill").out == skill(exhibit).read_text()
    assert exhibit("skill", "--json").result["text"] == skill(exhibit).read_text()


def test_E1_installing_twice_changes_nothing(exhibit):
    install(exhibit)
    before = skill(exhibit).stat()
    again = install(exhibit)
    assert again.status == 0 and again.result["change"] == "unchanged"
    assert skill(exhibit).stat().st_mtime_ns == before.st_mtime_ns and skill(exhibit).stat().st_ino == before.st_ino


def test_E1_a_skill_that_differs_is_overwritten_only_on_demand(exhibit):
    install(exhibit)
    skill(exhibit).write_text("my own words")
    refused = install(exhibit)
    assert refused.status == 2 and refused.error["code"] == "output.exists" and "--overwrite" in refused.error["hint"]
    assert skill(exhibit).read_text() == "my own words"
    replaced = install(exhibit, "--overwrite")
    assert replaced.status == 0 and replaced.result["change"] == "overwritten"
    assert exhibit("skill").out == skill(exhibit).read_text()


@pytest.mark.parametrize("obstacle", ["file", "folder"])
def test_E1_a_place_that_cannot_be_written_is_told(exhibit, obstacle):
    if obstacle == "file":
        (exhibit.work / "skills").write_text("no folder")
    else:
        skill(exhibit).mkdir(parents=True)
    refused = install(exhibit, "--overwrite")
    assert refused.status == 2 and refused.error["code"] == "output.unwritable"


def test_E1_it_needs_no_home_and_makes_none(exhibit):
    assert install(exhibit).status == 0
    assert not exhibit.home.exists()
