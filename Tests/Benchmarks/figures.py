#!/usr/bin/env python3
"""Prints figures of a release build of popscope beside another program, in one run, as the median of several.

    figures.py POPSCOPE                                        start to first prompt, beside `openssl version`
    figures.py POPSCOPE HOST PORT USER PASSWORD MESSAGE        RETR of a large message to a file, beside `curl -s`
"""
import os
import pty
import resource
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 5


def first_prompt(program):
    """Seconds until the prompt of the practice server stands on a terminal."""
    start = time.perf_counter()
    pid, terminal = pty.fork()
    if pid == 0:
        os.environ.update(TERM="xterm", HOME=tempfile.gettempdir(), LC_ALL="C.UTF-8")
        os.execv(program, [program])
    seen = b""
    while b"AUTH> " not in seen:
        seen += os.read(terminal, 65536)
    elapsed = time.perf_counter() - start
    os.close(terminal)
    os.waitpid(pid, 0)
    return elapsed


def run(arguments, output):
    """Seconds and mebibytes of resident memory that a program takes to write to a file."""
    with open(output, "wb") as file:
        start = time.perf_counter()
        child = subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        elapsed = time.perf_counter() - start
    if status != 0:
        sys.exit(f"{arguments[0]} ended with status {os.waitstatus_to_exitcode(status)}")
    scale = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return elapsed, usage.ru_maxrss / scale


def start_up(program):
    ours = statistics.median(first_prompt(program) for _ in range(ROUNDS))
    version = [run(["openssl", "version"], os.devnull)[0] for _ in range(ROUNDS)]
    theirs = statistics.median(version)
    print(f"start to first prompt  popscope {ours * 1e3:.1f} ms   openssl version {theirs * 1e3:.1f} ms")


def retrieve(program, host, port, user, password, message):
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = [], []
        lines = [f"USER {user}", f"PASS {password}", f"RETR {message}", "QUIT"]
        ask = [program, host, port] + [word for line in lines for word in ("-c", line)]
        fetch = ["curl", "-s", f"pop3://{host}:{port}/{message}", "-u", f"{user}:{password}"]
        for _ in range(ROUNDS):
            ours.append(run(ask, folder + "/popscope"))
            theirs.append(run(fetch, folder + "/curl"))
        size = os.path.getsize(folder + "/curl")
        time_of = lambda runs: statistics.median(seconds for seconds, _ in runs)
        print(f"RETR of {size:,} octets  popscope {time_of(ours):.3f} s   curl {time_of(theirs):.3f} s   "
              f"ratio {time_of(ours) / time_of(theirs):.2f}   resident {max(m for _, m in ours):.0f} MiB")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 7):
        sys.exit(__doc__)
    start_up(sys.argv[1]) if len(sys.argv) == 2 else retrieve(*sys.argv[1:])
