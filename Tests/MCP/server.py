"""A CRM as an MCP server, made with the protocol's own library: `server.py stream|json|stateless`; prints its port."""

import socket
import sys

import uvicorn
from mcp.server.mcpserver import MCPServer

CUSTOMERS = {"5511999990001": {"name": "Ana Souza", "city": "Recife"}}
server = MCPServer("crm")


@server.tool(name="find-customer")
def find_customer(phone: str) -> dict[str, str]:
    if phone not in CUSTOMERS:
        raise ValueError("no such customer")
    return CUSTOMERS[phone]


@server.tool(name="add-note")
def add_note(phone: str, text: str, urgent: bool = False) -> str:
    return f"{phone}: {text}{' (urgent)' if urgent else ''}"


if __name__ == "__main__":
    mode = sys.argv[1]
    app = server.streamable_http_app(json_response=mode == "json", stateless_http=mode == "stateless")
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])
