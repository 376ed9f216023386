package dev.steward.benchmarks.cold.programs;

import dev.steward.benchmarks.peers.Loopback;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client with a plain socket. Arguments: what to do, and how many answers to get; standard input has secret and port. */
public final class SocketProgram {

    private SocketProgram() {}

    /** Connects, sends 64 bytes so many times and ends. */
    public static void main(String[] arguments) throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        lines.readLine();
        try (Socket socket = new Socket(Loopback.HOST, Integer.parseInt(lines.readLine()))) {
            socket.setTcpNoDelay(true);
            byte[] message = new byte[SocketServerProgram.MESSAGE];
            for (int n = 0; n < Integer.parseInt(arguments[1]); n++) {
                SocketServerProgram.roundTrip(socket, message);
            }
        }
        System.out.println("done");
        System.in.read();
    }
}
