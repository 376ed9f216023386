package dev.steward.server.transport;

import dev.steward.api.AuthenticationException;
import dev.steward.api.ManagerException;
import dev.steward.protocol.connection.Phase;
import dev.steward.protocol.frame.FrameDecoder;
import dev.steward.protocol.frame.FrameEncoder;
import dev.steward.protocol.frame.FrameRules;
import dev.steward.protocol.handshake.ChannelBinding;
import dev.steward.protocol.handshake.Role;
import dev.steward.protocol.handshake.ServerHandshake;
import dev.steward.protocol.message.Failure;
import dev.steward.protocol.message.FailureCode;
import dev.steward.protocol.message.Message;
import dev.steward.protocol.report.LimitedLog;
import dev.steward.protocol.secret.Nonce;
import dev.steward.server.machine.Incarnation;
import dev.steward.server.session.Conversation;
import dev.steward.vocabulary.Limits;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The server's end of one connection, on its event loop: the handshake, then what the client says to its
 * {@link Conversation}. Says why before it closes.
 */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {

    /** How far the connection has come. */
    private enum State {
        /** The client has not proved its key. Next: ACTIVE or LEAVING. */
        NEW,
        /** The client proved its key. Next: LEAVING or GONE. */
        ACTIVE,
        /** The last message is out; what still comes is dropped. Next: GONE. */
        LEAVING,
        /** Closed. */
        GONE
    }

    private static final LimitedLog LOG = LimitedLog.warnings(LoggerFactory.getLogger(ConnectionHandler.class));
    private static final SecureRandom RANDOM = new SecureRandom();

    private final FrameDecoder decoder;
    private final AcceptorLimits limits;
    private final Doorkeeper doorkeeper;
    private final FrontDoor door;
    /** Null while this server does not know whose it is. */
    private final @Nullable ServerHandshake handshake;

    private final ChannelConnection connection;
    private final @Nullable InetAddress counted;
    private State state = State.NEW;
    private Doorkeeper.@Nullable Visitor visitor;
    private @Nullable Conversation conversation;
    private @Nullable ScheduledFuture<?> deadline;

    private ConnectionHandler(
            Channel channel,
            Endpoint endpoint,
            FrameDecoder decoder,
            AcceptorLimits limits,
            Doorkeeper doorkeeper,
            byte[] binding,
            FrontDoor door) {
        this.decoder = decoder;
        this.limits = limits;
        this.doorkeeper = doorkeeper;
        this.door = door;
        byte[] nonce = new byte[Nonce.SIZE];
        RANDOM.nextBytes(nonce);
        Incarnation known = door.incarnation().get();
        this.handshake = known == null
                ? null
                : new ServerHandshake(door.keys().get(), known.serverId(), known.epoch(), new Nonce(nonce), binding);
        InetSocketAddress remote = channel.remoteAddress() instanceof InetSocketAddress inet ? inet : null;
        this.counted = remote == null || remote.getAddress().isLoopbackAddress() ? null : remote.getAddress();
        this.connection = new ChannelConnection(
                channel,
                remote == null ? endpoint.toString() : remote.getAddress().getHostAddress() + ":" + remote.getPort());
    }

    /** Puts the handlers into the pipeline of a connection that was accepted. */
    static void install(
            Channel channel,
            Endpoint endpoint,
            AcceptorLimits limits,
            Doorkeeper doorkeeper,
            @Nullable Tls tls,
            FrontDoor door) {
        ConnectionFrames guard = new ConnectionFrames(channel, door.memory());
        channel.pipeline().addLast(guard);
        byte[] binding = ChannelBinding.none();
        if (tls != null) {
            channel.pipeline().addLast(tls.context().newHandler(channel.alloc()));
            binding = tls.binding();
        }
        FrameDecoder decoder = new FrameDecoder(FrameRules.ofServer(limits.frameBytes()), guard);
        ConnectionHandler handler =
                new ConnectionHandler(channel, endpoint, decoder, limits, doorkeeper, binding, door);
        channel.pipeline()
                .addFirst(new FirstWord(handler::heard))
                .addLast(decoder, new FrameEncoder(limits.frameBytes()), handler);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        Doorkeeper.Visitor entering =
                new Doorkeeper.Visitor(counted, () -> ctx.executor().execute(this::giveWay));
        visitor = entering;
        String refusal = doorkeeper.enter(entering);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        deadline =
                ctx.executor().schedule(this::tooLate, limits.authentication().toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The first bytes came, whatever they say. */
    private void heard() {
        if (visitor != null) {
            doorkeeper.heard(visitor);
        }
    }

    private void giveWay() {
        if (state == State.NEW) {
            refuse(
                    "so many others have come and not proved their key yet that this connection had to give its place to one of"
                            + " them (" + Limits.named("UNAUTHENTICATED") + "); try again");
        }
    }

    private void tooLate() {
        if (state == State.NEW) {
            refuseLate("the key was not proved");
        } else if (conversation != null && !conversation.inSession()) {
            refuseLate("no session was opened or joined");
        }
    }

    private void refuseLate(String what) {
        refuse(
                FailureCode.TOO_SLOW,
                what + " within " + limits.authentication().toMillis() + " ms (" + Limits.named("AUTHENTICATION_MILLIS")
                        + ")");
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object read) {
        LoopBatch.current().begin();
        Message message = (Message) read;
        switch (state) {
            case NEW -> {
                ServerHandshake own = handshake;
                if (own == null) {
                    fail(new Failure(FailureCode.ELSEWHERE, "no server leads yet, or this one has not heard of it"));
                } else {
                    authenticate(own, message);
                }
            }
            case ACTIVE -> {
                Conversation talk = conversation;
                // Of a client that was cut nothing counts any more that was on its way.
                if (talk != null && connection.isOpen()) {
                    boolean before = talk.inSession();
                    talk.received(message);
                    if (!before && talk.inSession()) {
                        decoder.enter(Phase.IN_SESSION);
                    }
                }
            }
            case LEAVING, GONE -> {
                // The last message is on its way: nothing that comes now counts any more.
            }
        }
    }

    private void authenticate(ServerHandshake own, Message message) {
        own.onMessage(message).forEach(connection::send);
        if (!own.isComplete()) {
            return;
        }
        boolean admin = own.result().role() == Role.ADMIN;
        String refusal = visitor == null ? null : doorkeeper.authenticated(visitor, admin);
        if (refusal != null) {
            refuse(refusal);
            return;
        }
        state = State.ACTIVE;
        decoder.enter(Phase.AUTHENTICATED);
        if (admin) {
            connection.provedAdmin();
        }
        door.journal().authentication(connection.peer(), null);
        conversation = door.welcome().apply(connection);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        LoopBatch.current().end();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable caught) {
        Throwable cause = caught instanceof DecoderException && caught.getCause() != null ? caught.getCause() : caught;
        if (cause instanceof SSLException) {
            // Not a TLS client, or none that trusts this server: no words would reach it.
            // Not what it sent, which may be anything.
            door.journal()
                    .refused(
                            connection.peer(),
                            cause instanceof NotSslRecordException
                                    ? "it speaks no TLS"
                                    : "no TLS: " + cause.getMessage());
            state = State.LEAVING;
            ChannelFuture ignored = ctx.close();
        } else if (cause instanceof IOException) {
            ChannelFuture ignored = ctx.close();
        } else if (state != State.LEAVING && state != State.GONE) {
            if (cause instanceof AuthenticationException) {
                door.journal().authentication(connection.peer(), cause.getMessage());
            } else if (cause instanceof ManagerException) {
                door.journal().refused(connection.peer(), String.valueOf(cause.getMessage()));
            } else if (cause instanceof OutOfMemoryError) {
                refuse("there is no memory left for a frame (" + cause.getMessage()
                        + "): give the server a larger -Xmx or -XX:MaxDirectMemorySize, or lower the "
                        + Limits.named("CONNECTIONS", "FRAME_BYTES"));
                return;
            } else {
                LOG.tell("a connection failed", () -> "the connection from " + connection.peer() + " failed", cause);
            }
            fail(Failure.of(cause));
        }
    }

    private void refuse(String reason) {
        refuse(FailureCode.OVERLOADED, reason);
    }

    private void refuse(FailureCode code, String reason) {
        door.journal().refused(connection.peer(), reason);
        fail(new Failure(code, reason));
    }

    private void fail(Failure failure) {
        state = State.LEAVING;
        connection.close(failure);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // The read that would have ended the batch may never complete.
        LoopBatch.current().end();
        state = State.GONE;
        if (deadline != null) {
            deadline.cancel(false);
        }
        if (visitor != null) {
            doorkeeper.leave(visitor);
        }
        if (conversation != null) {
            conversation.broken();
        }
    }
}
