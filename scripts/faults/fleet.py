"""The processes under test: any number of `trama serve` on one database."""
import asyncio
import os
import signal
import subprocess
import time

FAKETIME = "/usr/bin/faketime"


class Process:
    """One of them, with ports of its own, so that what it does outside can be told from what the others do."""

    def __init__(self, place, binary, environment, port, graph, folder, root):
        self.place, self.port, self.root = place, port, root
        env_file = os.path.join(folder, f"env{place}")
        open(env_file, "w").close()
        self.command = [binary, "serve", "bots/svlentes", "--env-file", env_file]
        self.environment = dict(
            environment, TRAMA_PORT=str(port), WHATSAPP_GRAPH_URL=graph, OPENAI_BASE_URL=graph + "/v1", SUPORTE_URL=graph)
        self.log = open(os.path.join(folder, f"trama{place}.log"), "ab")
        self.clock = os.path.join(folder, f"clock{place}")
        self.process = None
        #: Since when, until when it could not answer for itself: killed or stopped. Monotonic seconds.
        self.absences = []

    def with_clock(self):
        """Its clock can be set; needs Debian's package 'faketime'."""
        self.set_clock("+0")
        self.command = [FAKETIME, "-f", "+0", "env", "-u", "FAKETIME", *self.command]
        self.environment |= {"FAKETIME_TIMESTAMP_FILE": self.clock, "FAKETIME_NO_CACHE": "1", "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def set_clock(self, offset):
        with open(self.clock + ".new", "w") as file:
            file.write(offset + "\n")
        os.replace(self.clock + ".new", self.clock)

    def start(self):
        self.process = subprocess.Popen(
            self.command, cwd=self.root, env=self.environment, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)

    @property
    def pid(self):
        """Its own, where something else has started it."""
        pid = self.process.pid
        if self.command[0] == FAKETIME:
            with open(f"/proc/{pid}/task/{pid}/children") as file:
                pid = int(file.read().split()[0])
        return pid

    @property
    def is_running(self):
        return self.process is not None and self.process.poll() is None

    async def health(self):
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
            writer.write(b"GET /health HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
            head = await asyncio.wait_for(reader.read(64), 2)
            writer.close()
            return b" 200 " in head
        except (OSError, asyncio.TimeoutError):
            return False

    async def wait_until_healthy(self, limit=60):
        end = time.monotonic() + limit
        while time.monotonic() < end:
            if await self.health():
                return True
            if not self.is_running:
                return False
            await asyncio.sleep(0.05)
        return False

    def kill(self):
        self.absences.append([time.monotonic(), None])
        os.kill(self.pid, signal.SIGKILL)
        self.process.wait()

    async def restart(self):
        self.start()
        # A database that is down is waited for: the process tries until it is there.
        for _ in range(100):
            if await self.wait_until_healthy(20):
                break
            if not self.is_running:
                await asyncio.sleep(0.3)
                self.start()
        self.absences[-1][1] = time.monotonic()

    def pause(self):
        self.absences.append([time.monotonic(), None])
        os.kill(self.pid, signal.SIGSTOP)

    def wake(self):
        os.kill(self.pid, signal.SIGCONT)
        self.absences[-1][1] = time.monotonic()

    def was_absent(self, begin, end):
        """Whether it was killed or stopped at some time between the two."""
        return any(since <= end and (until is None or until >= begin) for since, until in self.absences)

    def end(self):
        if not self.is_running:
            return self.process.returncode if self.process else None
        os.kill(self.pid, signal.SIGTERM)
        try:
            return self.process.wait(60)
        except subprocess.TimeoutExpired:
            self.kill()
            return "it did not end within 60 s"

