package dev.steward.admin.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.steward.admin.http.EventStream;
import dev.steward.admin.http.HttpRefusal;
import dev.steward.admin.http.HttpReply;
import dev.steward.admin.http.HttpRequest;
import dev.steward.admin.http.HttpResponse;
import dev.steward.admin.http.RequestHandler;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/**
 * One connection: a request, its answer, and then perhaps the next; a request is not read while the one before is being
 * answered. On the connection's loop.
 */
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final HttpLimits limits;
    private final boolean hasRoom;
    private final RequestHandler handler;
    private final BiConsumer<String, String> refused;
    private @Nullable ScheduledFuture<?> deadline;
    private boolean hasBegun;

    private HttpConversation(
            HttpLimits limits, boolean hasRoom, RequestHandler handler, BiConsumer<String, String> refused) {
        this.limits = limits;
        this.hasRoom = hasRoom;
        this.handler = handler;
        this.refused = refused;
    }

    /** Has a connection that was accepted talk HTTP. */
    static void install(
            Channel accepted,
            @Nullable Supplier<SSLEngine> tls,
            HttpLimits limits,
            boolean hasRoom,
            RequestHandler handler,
            BiConsumer<String, String> refused) {
        ChannelPipeline pipeline = accepted.pipeline();
        if (tls != null) {
            pipeline.addLast(new SslHandler(tls.get()));
        }
        HttpConversation conversation = new HttpConversation(limits, hasRoom, handler, refused);
        pipeline.addLast(
                conversation.beginning(),
                new HttpServerCodec(new HttpDecoderConfig()
                        .setMaxInitialLineLength(HttpLimits.LINE_BYTES)
                        .setMaxHeaderSize(HttpLimits.HEADER_BYTES)),
                new HttpServerKeepAliveHandler(),
                new HttpObjectAggregator(HttpLimits.BODY_BYTES),
                new FlowControlHandler(),
                conversation);
    }

    /** Notes that a request has begun: a connection that only waits for the next one may end without a word. */
    private ChannelHandler beginning() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object bytes) {
                hasBegun = true;
                ctx.fireChannelRead(bytes);
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        if (!hasRoom) {
            refuse(
                    ctx,
                    new HttpRefusal(
                            HttpRefusal.OVERLOADED,
                            "there are " + limits.connections()
                                    + " connections already, as many as the admin endpoint takes:"
                                    + " close pages that nobody looks at"));
            return;
        }
        next(ctx);
    }

    private void next(ChannelHandlerContext ctx) {
        closeIfLate(ctx, limits.requestTime(), () -> {
            if (hasBegun) {
                refused.accept(
                        peer(ctx),
                        "no whole request came in " + limits.requestTime().toMillis() + " ms");
            }
            close(ctx);
        });
        ctx.channel().config().setAutoRead(true);
    }

    private void closeIfLate(ChannelHandlerContext ctx, Duration time, Runnable late) {
        cancelDeadline();
        deadline = ctx.executor().schedule(late, time.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void cancelDeadline() {
        ScheduledFuture<?> running = deadline;
        if (running != null) {
            running.cancel(false);
            deadline = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        cancelDeadline();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpRequest came) {
        if (!ctx.channel().isActive()) {
            // What is left of a request whose sender is gone.
            return;
        }
        cancelDeadline();
        hasBegun = false;
        ctx.channel().config().setAutoRead(false);
        Throwable fault = came.decoderResult().cause();
        if (fault != null) {
            refuse(ctx, refusalOf(fault));
            return;
        }
        HttpRequest request;
        try {
            request = request(ctx, came);
        } catch (IllegalArgumentException undecodable) {
            refuse(ctx, new HttpRefusal(HttpRefusal.BAD_REQUEST, "the address of the request cannot be decoded"));
            return;
        }
        boolean bodyToo = !came.method().equals(HttpMethod.HEAD);
        handler.handle(request, new HttpReply() {
            @Override
            public void send(HttpResponse response) {
                ctx.executor().execute(() -> HttpConversation.this.send(ctx, response, bodyToo));
            }

            @Override
            public EventStream stream() {
                EventStreamHandler stream = new EventStreamHandler(ctx.channel(), limits.answerTime());
                if (ctx.executor().inEventLoop()) {
                    begin(ctx, stream);
                } else {
                    ctx.executor().execute(() -> begin(ctx, stream));
                }
                return stream;
            }
        });
    }

    private static HttpRefusal refusalOf(Throwable fault) {
        return fault instanceof TooLongFrameException
                ? new HttpRefusal(
                        HttpRefusal.HEADERS_TOO_LARGE,
                        "the first line may have " + HttpLimits.LINE_BYTES + " bytes and the headers "
                                + HttpLimits.HEADER_BYTES)
                : new HttpRefusal(
                        HttpRefusal.BAD_REQUEST,
                        "this is no HTTP: the admin endpoint listens here; clients of the manager connect to its own port");
    }

    private static HttpRequest request(ChannelHandlerContext ctx, FullHttpRequest came) {
        QueryStringDecoder decoder = new QueryStringDecoder(came.uri(), UTF_8, true, 64);
        Map<String, String> query = new LinkedHashMap<>();
        decoder.parameters().forEach((name, values) -> query.put(name, values.get(values.size() - 1)));
        String rawPath = decoder.rawPath();
        // Divided before it is decoded: a name may have a slash in it.
        List<String> path = Stream.of(
                        rawPath.substring(rawPath.startsWith("/") ? 1 : 0).split("/", -1))
                .map(part -> QueryStringDecoder.decodeComponent(part.replace("+", "%2B"), UTF_8))
                .toList();
        HttpHeaders headers = came.headers();
        return new HttpRequest(
                came.method().name(),
                path,
                query,
                headers.getAll(HttpHeaderNames.HOST).size() == 1 ? headers.get(HttpHeaderNames.HOST) : null,
                headers.get(HttpHeaderNames.ORIGIN),
                headers.get("sec-fetch-site"),
                headers.get(HttpHeaderNames.AUTHORIZATION),
                peer(ctx));
    }

    private static String peer(ChannelHandlerContext ctx) {
        return String.valueOf(ctx.channel().remoteAddress());
    }

    /** Says why not, and closes: what else comes cannot be told apart. */
    private void refuse(ChannelHandlerContext ctx, HttpRefusal refusal) {
        refused.accept(peer(ctx), "HTTP " + refusal.status() + ": " + refusal.getMessage());
        send(ctx, refusal.response().with(HttpHeaderNames.CONNECTION.toString(), "close"), true);
    }

    private void send(ChannelHandlerContext ctx, HttpResponse response, boolean bodyToo) {
        FullHttpResponse out = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.valueOf(response.status()),
                bodyToo ? Unpooled.wrappedBuffer(response.body()) : Unpooled.EMPTY_BUFFER);
        HttpHeaders headers = out.headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, response.contentType());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, response.body().length);
        guard(headers);
        response.headers().forEach(headers::set);
        closeIfLate(ctx, limits.answerTime(), () -> close(ctx));
        ChannelFuture written = ctx.writeAndFlush(out);
        boolean last = "close".equals(response.headers().get(HttpHeaderNames.CONNECTION.toString()));
        if (last) {
            written.addListener(ChannelFutureListener.CLOSE);
        } else {
            written.addListener(done -> {
                if (done.isSuccess() && ctx.channel().isActive()) {
                    next(ctx);
                }
            });
        }
    }

    private static void guard(HttpHeaders headers) {
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set("cross-origin-resource-policy", "same-origin");
        headers.set("x-frame-options", "DENY");
    }

    /** From now on there are events and no more requests; what else comes is not read. */
    private static void begin(ChannelHandlerContext ctx, EventStreamHandler stream) {
        DefaultHttpResponse head = new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK);
        head.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/event-stream;charset=utf-8");
        head.headers().set(HttpHeaderNames.TRANSFER_ENCODING, "chunked");
        guard(head.headers());
        ctx.pipeline().addLast(stream);
        ChannelFuture ignored = ctx.writeAndFlush(head, ctx.voidPromise());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable fault) {
        // The connection broke, or what came was no TLS: nobody is there to whom it could be said.
        close(ctx);
    }

    private static void close(ChannelHandlerContext ctx) {
        ChannelFuture ignored = ctx.close();
    }
}
