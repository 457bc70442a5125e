"""The world outside: what stands between the processes and the stand-ins, and the people who write.

Each process has a `Gate` of its own before the model, the Graph API and the ticket system. It sets down what came through before it
lets the answer go back, and answers slowly, wrongly or not at all where chance says so. `People` write to whichever process is there,
twice and late, as a platform delivers.
"""
import asyncio
import hashlib
import hmac
import json
import random
import re
import time

PHONE_ID = "106540352242922"
SECRET = b"app-secret"
MARK = re.compile(r"ref:(\d+)/(\d+)")
ORDERS = ["12345", "67890", "11111"]
PERSON = "5511966"


class Record:
    """What happened outside, in order."""

    def __init__(self):
        self.acts = []
        #: What reached whom: (person, kind, mark).
        self.answers = set()
        self.news = asyncio.Condition()

    async def note(self, act):
        """That the Graph API took what it was sent."""
        self.answers |= {(act["person"], act["kind"], f"{place}/{number}") for place, number in MARK.findall(act["text"])}
        async with self.news:
            self.news.notify_all()

    async def wait_for(self, holds, limit):
        async def until():
            async with self.news:
                await self.news.wait_for(holds)
        try:
            await asyncio.wait_for(until(), limit)
            return True
        except asyncio.TimeoutError:
            return False


async def read_message(reader):
    """A whole HTTP message: its first line, its headers and its body; `None` at the end of the connection."""
    try:
        head = await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return None
    lines = head.decode("latin-1").split("\r\n")
    headers = dict(line.split(": ", 1) if ": " in line else line.split(":", 1) for line in lines[1:] if ":" in line)
    headers = {name.lower(): value.strip() for name, value in headers.items()}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return lines[0], headers, body, head


async def exchange(port, head, body, limit=30):
    """Sends a message on a connection of its own: the answer's status, body and bytes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(head + body)
        line, _, answer, raw = await asyncio.wait_for(read_message(reader), limit)
        return int(line.split(" ")[1]), answer, raw + answer
    finally:
        writer.close()


class Faults:
    """How often what happens; changed while the test runs."""

    def __init__(self):
        self.cut = self.refuse = self.slow = self.hang = self.model_wrong = self.model_slow = 0.0


class Gate:
    """Stands before the stand-ins for one process."""

    def __init__(self, process, mock_port, record, platform, chance, faults):
        self.process, self.mock_port, self.record = process, mock_port, record
        self.platform, self.chance, self.faults = platform, chance, faults

    async def serve(self, port):
        self.server = await asyncio.start_server(self.connection, "127.0.0.1", port)

    async def connection(self, reader, writer):
        try:
            while (message := await read_message(reader)) is not None:
                if not await self.answer(message, reader, writer):
                    break
        except (ConnectionError, OSError, asyncio.IncompleteReadError, TypeError):
            pass
        finally:
            writer.close()

    async def answer(self, message, reader, writer):
        line, headers, body, head = message
        path = line.split(" ")[1]
        begin = time.monotonic()
        request = json.loads(body) if body else {}
        act = {"process": self.process.place, "begin": begin, "end": None, "is_answered": False, "is_accepted": False}
        if path.endswith("/chat/completions"):
            act |= {"kind": "model", "person": self.person_in(request)}
            fault = self.model_fault()
        elif path.endswith("/messages"):
            act |= {"kind": "read" if "status" in request else request.get("type", "text"), "person": request.get("to"),
                    "tag": request.get("biz_opaque_callback_data"), "text": self.text_of(request)}
            fault = self.graph_fault() if act["kind"] in ("text", "interactive") else None
        else:
            act |= {"kind": "ticket", "key": headers.get("idempotency-key"), "person": request.get("cliente", ""),
                    "text": json.dumps(request)}
            fault = self.graph_fault() if path.endswith("/tickets") else None
        self.record.acts.append(act)
        if fault in ("refuse", "wrong", "hang"):
            return await self.mislead(fault, act, reader, writer)
        if fault == "slow":
            await asyncio.sleep(self.chance.uniform(1, 5))
        status, answer, raw = await exchange(self.mock_port, head, body)
        act["is_accepted"] = status in (200, 201)
        if act["is_accepted"] and act.get("tag"):
            act["provider_id"] = json.loads(answer)["messages"][0]["id"]
            self.platform.deliver_statuses(act)
            await self.record.note(act)
        if fault == "cut":
            act["end"], act["is_cut"] = time.monotonic(), True
            return False
        try:
            writer.write(raw)
            await writer.drain()
            act["is_answered"] = True
        finally:
            act["end"] = time.monotonic()
        return True

    async def mislead(self, fault, act, reader, writer):
        if fault == "hang":
            # It ends when whoever asks gives up: what is done after that is not done at the same time.
            try:
                await asyncio.wait_for(reader.read(1), self.chance.uniform(5, 20))
            except (asyncio.TimeoutError, ConnectionError):
                pass
            act["end"] = time.monotonic()
            return False
        if fault == "wrong":
            writer.write(b"HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{\"choice\"")
        else:
            body = json.dumps({"error": {"message": "try again", "type": "x", "code": self.chance.choice([131000, 130429, 131056])}})
            writer.write(f"HTTP/1.1 500 X\r\ncontent-type: application/json\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode())
        await writer.drain()
        act["end"] = time.monotonic()
        return True

    def model_fault(self):
        draw = self.chance.random()
        for share, name in ((self.faults.model_wrong, "wrong"), (self.faults.model_wrong, "refuse"), (self.faults.model_slow, "slow")):
            if draw < share:
                return name
            draw -= share
        return None

    def graph_fault(self):
        draw = self.chance.random()
        for share, name in ((self.faults.cut, "cut"), (self.faults.refuse, "refuse"), (self.faults.slow, "slow"), (self.faults.hang, "hang")):
            if draw < share:
                return name
            draw -= share
        return None

    @staticmethod
    def text_of(request):
        return (request.get("text") or {}).get("body") or ((request.get("interactive") or {}).get("body") or {}).get("text") or ""

    @staticmethod
    def person_in(request):
        marks = MARK.findall(json.dumps(request.get("messages", "")))
        return person(int(marks[-1][0])) if marks else None


def person(place):
    return f"{PERSON}{place:06}"


class Platform:
    """Delivers webhooks: to any process, more than once, and what came first not always first."""

    def __init__(self, fleet, chance):
        self.fleet, self.chance = fleet, chance
        self.tasks = set()
        #: Messages answered 200: identifier → (person, text).
        self.accepted = {}
        #: Statuses answered 200: tag → when.
        self.known = {}

    def later(self, delay, work):
        async def run():
            await asyncio.sleep(delay)
            await work()
        task = asyncio.create_task(run())
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    def webhook(self, value):
        body = json.dumps({
            "object": "whatsapp_business_account",
            "entry": [{"id": "102290129340398", "changes": [{"field": "messages", "value": {
                "messaging_product": "whatsapp",
                "metadata": {"display_phone_number": "15550783881", "phone_number_id": PHONE_ID}, **value}}]}],
        }).encode()
        signature = hmac.new(SECRET, body, hashlib.sha256).hexdigest()
        head = (
            "POST /webhook/whatsapp HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/json\r\n"
            f"x-hub-signature-256: sha256={signature}\r\ncontent-length: {len(body)}\r\n\r\n").encode()
        return head, body

    async def post(self, value, tries=None):
        """Delivers until a process answers 200, as the platform does for days."""
        head, body = self.webhook(value)
        while tries is None or tries > 0:
            tries = tries and tries - 1
            try:
                status, _, _ = await exchange(self.chance.choice(self.fleet).port, head, body, limit=10)
                if status == 200:
                    return True
            except (OSError, TypeError, asyncio.TimeoutError, asyncio.IncompleteReadError):
                pass
            await asyncio.sleep(self.chance.uniform(0.1, 0.5))
        return False

    async def deliver(self, number, identifier, content):
        value = {
            "contacts": [{"profile": {"name": "Cliente"}, "wa_id": number}],
            "messages": [{"from": number, "id": identifier, "timestamp": str(int(time.time())), **content}],
        }
        await self.post(value)
        self.accepted[identifier] = number
        # The same again, now or when others have come since.
        for _ in range(self.chance.choice([0, 0, 1, 2])):
            self.later(self.chance.uniform(0, 6), lambda: self.post(value, tries=3))

    def deliver_statuses(self, act):
        """Of a message that the stand-in took: some late, some twice, some in the wrong order."""
        stages = ["sent", "delivered", "read"][: self.chance.choice([1, 2, 3])]
        if self.chance.random() < 0.2:
            self.chance.shuffle(stages)
        delay = self.chance.uniform(0.05, 3)
        for stage in stages + stages[:1] * (self.chance.random() < 0.1):
            self.later(delay, self.status(act, stage))
            delay += self.chance.uniform(0, 0.5)

    def status(self, act, stage):
        async def work():
            if await self.post({"statuses": [{
                "id": act["provider_id"], "status": stage, "timestamp": str(int(time.time())), "recipient_id": act["person"],
                "biz_opaque_callback_data": act["tag"]}]}, tries=100):
                self.known.setdefault(act["tag"], time.monotonic())
        return work


class Person:
    """Asks for orders, and now and then for a ticket, and waits for each answer."""

    def __init__(self, place, platform, record, chance, limit):
        self.place, self.number = place, person(place)
        self.platform, self.record, self.chance, self.limit = platform, record, chance, limit
        #: What was written, in order: (mark, kind).
        self.script = []
        self.count = 0
        self.missing = []

    async def talk(self, stop):
        while not stop.is_set():
            if self.count % 4 == 3:
                await self.want_ticket()
            else:
                marks = [await self.ask() for _ in range(self.chance.choice([1, 1, 2]))]
                for mark in marks:
                    await self.expect(mark, ("text",))

    def mark(self, kind):
        self.count += 1
        self.script.append((f"{self.place}/{self.count}", kind))
        return f"{self.place}/{self.count}"

    async def ask(self):
        mark = self.mark("order")
        await self.write(f"Oi! Onde está o meu pedido {self.chance.choice(ORDERS)}? ref:{mark}")
        return mark

    async def want_ticket(self):
        mark = self.mark("ticket")
        await self.write(f"Minha lente chegou riscada, quero abrir um chamado. ref:{mark}")
        if await self.expect(mark, ("interactive",)):
            self.script.append((mark, "yes"))
            await self.write("Sim, abrir")
            await self.expect(mark, ("text",))

    async def write(self, text):
        identifier = "wamid." + self.chance.randbytes(12).hex()
        await self.platform.deliver(self.number, identifier, {"type": "text", "text": {"body": text}})

    async def expect(self, mark, kinds):
        wanted = {(self.number, kind, mark) for kind in kinds}
        if await self.record.wait_for(lambda: wanted & self.record.answers, self.limit):
            return True
        self.missing.append((mark, kinds))
        return False
