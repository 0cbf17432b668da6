"""A server of its own in a child, and a client."""

import multiprocessing
import socket


def serve(ready):
    with socket.create_server(("127.0.0.1", 0)) as server:
        ready.send(server.getsockname()[1])
        connection, _ = server.accept()
        with connection:
            connection.sendall(connection.recv(100).upper())


if __name__ == "__main__":
    ready, there = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=serve, args=(there,), name="server")
    process.start()
    with socket.create_connection(("127.0.0.1", ready.recv())) as client:
        client.sendall(b"hello")
        print(client.recv(100))
    process.join()
