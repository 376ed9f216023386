package dev.steward.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.steward.api.AuthKey;
import dev.steward.api.ProtocolException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.handshake.ClientHandshake;
import dev.steward.protocol.handshake.ProofKeys;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.handshake.ServerKeys;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.message.MessageType;
import dev.steward.protocol.secret.KeyId;
import dev.steward.protocol.secret.Nonce;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The handshake as bytes: what the proofs are about is what travels. */
@Timeout(30)
class HandshakeBytesTest {

    private static final AuthKey KEY = AuthKey.of("python");
    private static final byte[] CHANNEL = {1, 2, 3};

    @RegisterExtension
    final CountedBuffers buffers = new CountedBuffers();

    private final ClientHandshake client =
            new ClientHandshake(new ProofKeys(KEY), KeyId.AUTH, new Nonce(new byte[32]), CHANNEL);
    private final ServerHandshake server =
            new ServerHandshake(ServerKeys.of(KEY), new UUID(3, 4), 5, new Nonce(filled(9)), CHANNEL);

    @Test
    void theProofsAreAboutTheBytesThatTravel() throws Exception {
        byte[] clientHello = body(client.start());
        List<Message> answer = server.onMessage(travelled(clientHello, MessageType.CLIENT_HELLO));
        byte[] serverHello = body(answer);
        List<Message> proof = client.onMessage(travelled(serverHello, MessageType.SERVER_HELLO));
        byte[] clientProof = body(proof);
        List<Message> welcome = server.onMessage(travelled(clientProof, MessageType.CLIENT_PROOF));
        byte[] serverProof = body(welcome);
        client.onMessage(travelled(serverProof, MessageType.SERVER_PROOF));
        assertThat(client.isComplete()).isTrue();

        byte[] extracted = hmac("steward handshake".getBytes(StandardCharsets.US_ASCII), KEY.bytes());
        byte[] transcript = joined(clientHello, serverHello, new byte[] {0, 0, 0, 3}, CHANNEL);
        assertThat(clientProof)
                .isEqualTo(hmac(hmac(extracted, "client\1".getBytes(StandardCharsets.US_ASCII)), transcript));
        assertThat(serverProof)
                .isEqualTo(hmac(
                        hmac(extracted, "server\1".getBytes(StandardCharsets.US_ASCII)),
                        joined(transcript, clientProof)));
    }

    @Test
    void truncatedAndOversizedHandshakeMessagesAreRefused() {
        for (MessageType type : MessageType.values()) {
            if (type.isLegalIn(Phase.HANDSHAKE) && type != MessageType.FAILURE) {
                for (int length : new int[] {0, type.minBody() - 1, type.maxBody() + 1, 499}) {
                    assertThatThrownBy(() -> travelled(new byte[length], type))
                            .isInstanceOf(ProtocolException.class)
                            .hasMessageContaining(type + " has a body of " + length + " bytes");
                }
                assertThatThrownBy(() -> travelled(new byte[500], type)).isInstanceOf(ProtocolException.class);
            }
        }
    }

    private byte[] body(List<Message> messages) {
        assertThat(messages).hasSize(1);
        ByteBuf frame = buffers.empty();
        FrameCodec.encode(messages.get(0), frame, 512);
        return ByteBufUtil.getBytes(frame, 17, frame.readableBytes() - 17);
    }

    private Message travelled(byte[] body, MessageType type) {
        ByteBuf frame = buffers.empty();
        frame.writeInt(13 + body.length)
                .writeByte(type.code())
                .writeInt(0)
                .writeLong(0)
                .writeBytes(body);
        Message message = FrameCodec.decode(frame, Rules.in(type));
        if (message == null) {
            throw new AssertionError("a whole frame, and no message");
        }
        return message;
    }

    private static byte[] filled(int value) {
        return ByteBuffer.allocate(32).putInt(value).array();
    }

    private static byte[] joined(byte[]... parts) throws Exception {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }

    private static byte[] hmac(byte[] key, byte[] message) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(message);
    }
}
