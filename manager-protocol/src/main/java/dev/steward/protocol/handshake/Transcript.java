package dev.steward.protocol.handshake;

import dev.steward.protocol.message.ClientHello;
import dev.steward.protocol.message.ServerHello;
import dev.steward.protocol.secret.FixedBytes;
import java.nio.ByteBuffer;

/**
 * What both sides have said and the channel they said it on, as bytes: what the proofs are about. The bodies of both hellos
 * as they travel, then the channel binding behind its length. Whoever changes a byte on the way, or passes messages on
 * from another channel, leaves the two sides with different transcripts.
 */
final class Transcript {

    private static final int CLIENT_HELLO_BYTES = 4 + 2 + 2 + 8 + FixedBytes.SIZE + 1;
    private static final int SERVER_HELLO_BYTES = 2 + 8 + FixedBytes.SIZE + 16 + 8;

    private Transcript() {}

    static byte[] of(ClientHello client, ServerHello server, byte[] channelBinding) {
        return ByteBuffer.allocate(CLIENT_HELLO_BYTES + SERVER_HELLO_BYTES + 4 + channelBinding.length)
                .putInt(ClientHello.MAGIC)
                .putShort((short) client.lowestVersion())
                .putShort((short) client.highestVersion())
                .putLong(client.features())
                .put(client.nonce().bytes())
                .put((byte) client.keyId().code())
                .putShort((short) server.version())
                .putLong(server.features())
                .put(server.nonce().bytes())
                .putLong(server.serverId().getMostSignificantBits())
                .putLong(server.serverId().getLeastSignificantBits())
                .putLong(server.incarnation())
                .putInt(channelBinding.length)
                .put(channelBinding)
                .array();
    }
}
