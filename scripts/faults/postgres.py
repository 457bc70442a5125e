"""A PostgreSQL of this run's own, which is hurt on purpose."""
import glob
import os
import pwd
import subprocess
import sys
import time


def binaries():
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda path: int(path.split("/")[4]))
    if not found:
        sys.exit("There is no PostgreSQL: apt-get install postgresql")
    return found[-1]


class Postgres:
    def __init__(self, work, port, disk_mb=0):
        self.folder = os.path.join(work, "postgres")
        self.data = os.path.join(self.folder, "data")
        self.port, self.bin = port, binaries()
        os.makedirs(self.folder)
        self.is_small = bool(disk_mb) and self.mount(disk_mb)
        if os.getuid() == 0:
            subprocess.run(["chmod", "a+x", work], check=True)
            subprocess.run(["chown", "postgres", self.folder], check=True)
        self.run("initdb", "-D", self.data, "-A", "trust", "-U", "trama", "-E", "UTF8", "--locale=C")
        self.start()
        self.sql("CREATE DATABASE trama", database="postgres")
        self.url = f"postgres://trama@127.0.0.1:{port}/trama"

    def mount(self, size):
        """A small disk of its own, so that it can be filled."""
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", self.folder], capture_output=True)
        return done.returncode == 0

    def run(self, program, *arguments, check=True):
        command = [os.path.join(self.bin, program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        return subprocess.run(command, cwd="/", check=check, capture_output=True, text=True)

    def start(self):
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories={self.folder} "
            "-c max_connections=200 -c log_min_messages=warning -c max_wal_size=128MB")
        with open(os.path.join(self.folder, "log"), "ab"):
            pass
        for _ in range(30):
            if self.run("pg_ctl", "-D", self.data, "-w", "-s", "-l", os.path.join(self.data, "log"), "-o", options, "start",
                        check=False).returncode == 0 or self.is_up():
                return
            time.sleep(1)
        sys.exit("PostgreSQL does not start")

    def is_up(self):
        return self.run("pg_isready", "-h", "127.0.0.1", "-p", str(self.port), check=False).returncode == 0

    def crash(self):
        self.run("pg_ctl", "-D", self.data, "-s", "-m", "immediate", "-w", "stop", check=False)

    def cut(self):
        """Ends every connection of the servers."""
        self.sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'trama' AND pid <> pg_backend_pid()",
                 check=False)

    def fill(self):
        path = os.path.join(self.folder, "ballast")
        with open(path, "wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(1 << 20))
            except OSError:
                pass
            try:
                while True:
                    file.write(bytes(4096))
            except OSError:
                pass

    def free(self):
        path = os.path.join(self.folder, "ballast")
        if os.path.exists(path):
            os.remove(path)
        if not self.is_up():
            self.start()

    def sql(self, statement, database="trama", check=True):
        done = self.run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "trama", "-d", database, "-qAt", "-F", "\t",
                        "-v", "ON_ERROR_STOP=1", "-c", statement, check=False)
        if check and done.returncode:
            raise RuntimeError(done.stderr)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def stop(self):
        self.run("pg_ctl", "-D", self.data, "-s", "-m", "fast", "-w", "stop", check=False)
        if self.is_small:
            subprocess.run(["umount", "-l", self.folder], check=False)
