import asyncio
import json
import random
import types
import unittest

from world import Faults, Gate, Record


class GateTests(unittest.TestCase):
    def test_a_request_without_an_answer_ends_when_its_client_hangs_up(self):
        record, faults = Record(), Faults()
        faults.hang = 1.0
        gate = Gate(types.SimpleNamespace(place=1), 0, record, None, random.Random(1), faults)

        async def give_up():
            await gate.serve(0)
            port = gate.server.sockets[0].getsockname()[1]
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            body = json.dumps({"cliente": "1"})
            writer.write(f"POST /tickets HTTP/1.1\r\ncontent-length: {len(body)}\r\n\r\n{body}".encode())
            while not record.acts:
                await asyncio.sleep(0)
            self.assertIsNone(record.acts[0]["end"])
            writer.close()
            while record.acts[0]["end"] is None:
                await asyncio.sleep(0)
            gate.server.close()

        # It would be held for five seconds at least.
        asyncio.run(asyncio.wait_for(give_up(), 4))
        self.assertFalse(record.acts[0]["is_accepted"])


if __name__ == "__main__":
    unittest.main()
