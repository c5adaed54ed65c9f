"""table.py EXHIBIT DRIFT FOLDER RUNS SECONDS: compares results, measures the programs in turn, and prints one table."""

import os
import pathlib
import re
import statistics
import subprocess
import sys
import time

import cv2
import numpy

import inputs
import jobs

EXHIBIT, DRIFT, FOLDER, RUNS, SECONDS = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3]), int(sys.argv[4]), int(sys.argv[5])
ENV = {"PATH": os.environ["PATH"], "HOME": str(FOLDER), "EXHIBIT_HOME": str(FOLDER / "home"), "NO_COLOR": "1"}
HEADER = ("job", "program", "runs", "wall ms (min–max)", "cpu ms", "without start", "off by", "× wall", "× cpu", "target", "")


def once(program, folder):
    """(wall, cpu, inside) of one whole process in milliseconds; inside is nil but for Python's."""
    found = subprocess.run([FOLDER / "measure", "1", *map(str, program.words)], cwd=folder, env=ENV, capture_output=True, text=True)
    wall, _, _, _, failures, cpu = found.stdout.split()
    assert failures == "0", (program.words, found.stderr)
    inside = re.search(r"inside ([\d.]+)", found.stderr)
    return float(wall), float(cpu), float(inside[1]) if inside else None


def distance(one, other):
    """The largest difference of any level."""
    one, other = (cv2.imread(str(path), cv2.IMREAD_COLOR).astype("int16") for path in (one, other))
    return int(abs(one - other).max()) if one.shape == other.shape else 255


def warm(programs, folder):
    """Every program's result, and the figure of that first run."""
    return {program.name: once(program, folder) for program in programs}


def in_turn(programs, folder, first):
    """Every program's figures, the programs in turn, so that what else the machine does meets them all.

    What one run of is all that there is time for has none but its first.
    """
    runs = {name: min(RUNS, int(SECONDS * 1000 / wall)) for name, (wall, _, _) in first.items()}
    figures = {program.name: [] if runs[program.name] > 1 else [first[program.name]] for program in programs}
    for _ in range(RUNS):
        for program in programs:
            if len(figures[program.name]) < runs[program.name]:
                figures[program.name].append(once(program, folder))
    return figures


def cells(figures):
    wall, cpu, inside = zip(*figures)
    median = statistics.median(wall)
    without = f"{statistics.median(inside):.1f}" if inside[0] is not None else ""
    return median, statistics.median(cpu), (
        str(len(wall)), f"{median:.1f} ({min(wall):.1f}–{max(wall):.1f})", f"{statistics.median(cpu):.1f}", without)


def verdict(found, bound, at_least):
    return "met" if (found >= bound if at_least else found <= bound) else "MISSED"


def measure(job):
    folder = FOLDER / re.sub(r"\W+", "-", job.name)
    folder.mkdir(exist_ok=True)
    first = warm(job.programs, folder)
    ours = job.programs[0]
    off = {
        program.name: max(distance(folder / one, folder / other) for one, other in zip(ours.results, program.results))
        for program in job.programs}
    figures = in_turn([program for program in job.programs if off[program.name] <= program.tolerance], folder, first)
    wall, cpu, texts = cells(figures[ours.name])
    limit = (f"≤ {job.limit} ms", verdict(wall, job.limit, False)) if job.limit else ("", "")
    rows = [(job.name, ours.name, *texts, "", "", "", *limit)]
    for program in job.programs[1:]:
        difference = f"{off[program.name]} ≤ {program.tolerance}"
        if program.name not in figures:
            rows.append((job.name, program.name, "", "", "", "", f"{off[program.name]} > {program.tolerance}", "not the same result", "", "", ""))
            continue
        theirs, their_cpu, texts = cells(figures[program.name])
        target = (f"≥ {program.target:g} ×", verdict(theirs / wall, program.target, True)) if program.target else ("", "")
        rows.append((job.name, program.name, *texts, difference, f"{theirs / wall:.1f}", f"{their_cpu / cpu:.1f}", *target))
    return rows


def drift(programs):
    """The numbers have to be numpy's; the ratio is to the decoding of the same files by the same decoder."""
    ours, decoding, judge = programs
    said, expected = (subprocess.run([*map(str, program.words)], capture_output=True, text=True, check=True).stdout for program in (ours, judge))
    assert [int(word) for word in said.split()] == [int(word) for word in expected.split()], (said, expected)
    figures = in_turn(programs, FOLDER, warm(programs, FOLDER))
    base, base_cpu, texts = cells(figures[decoding.name])
    rows = [("drift 4096²", decoding.name, *texts, "", "", "", "", "")]
    for program in (ours, judge):
        wall, cpu, texts = cells(figures[program.name])
        target = ("≤ 1.2 × decoding", verdict(wall / base, 1.2, False)) if program is ours else ("", "")
        rows.append(("drift 4096²", program.name, *texts, "0", f"{wall / base:.2f}", f"{cpu / base_cpu:.2f}", *target))
    return rows


def version(*words):
    found = subprocess.run(words, capture_output=True, text=True)
    return (found.stdout or found.stderr).splitlines()[0]


def main():
    inputs.write(FOLDER / "inputs")
    pictures = FOLDER / "inputs"
    rows, load, began = [], os.getloadavg()[0], time.time()
    for job in (jobs.mask(EXHIBIT, 1024, 20), jobs.mask(EXHIBIT, 4096, 200), jobs.canvas(EXHIBIT, pictures), jobs.cut(EXHIBIT, pictures)):
        print(job.name, file=sys.stderr)
        rows += measure(job)
    rows += drift(jobs.drift(DRIFT, pictures))
    widths = [max(len(row[column]) for row in [HEADER, *rows]) for column in range(len(HEADER))]
    for row in [HEADER, ["-" * width for width in widths], *rows]:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")
    print(f"""
Whole processes, file to file, in turn; wall is the median. Ratios are the program's time over exhibit's (drift: over
decoding alone), and targets are about whole processes; "without start" is a Python program without the interpreter's
start and its imports. "off by" is the largest difference from exhibit's result in levels, beside what is allowed.
libvips has no flood of similar colours. exhibit also syncs its files to the disk, which the others do not.
{version("convert-im6.q16", "-version")}; {os.cpu_count()} cores; load {load:.1f} before, {os.getloadavg()[0]:.1f} after {time.time() - began:.0f} s""")


main()
