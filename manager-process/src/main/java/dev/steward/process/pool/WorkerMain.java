package dev.steward.process.pool;

import dev.steward.api.UnsupportedValueException;
import dev.steward.process.link.Link;
import dev.steward.process.link.LinkHandler;
import dev.steward.process.link.Packet;
import dev.steward.process.link.PacketKind;
import dev.steward.process.link.Reception;
import dev.steward.process.reference.ProgramCodec;
import dev.steward.process.tree.GroupSignals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a worker process does: connects back, runs the initializer, then one task after the other until no more come. Tasks
 * run on the main thread; what they print has nothing to do with the connection.
 *
 * @param path the socket of the pool's process
 * @param secret what proves that it comes from there
 * @param number which worker this is
 * @param initializer what to run first, or null
 */
record WorkerMain(
        String path, UUID secret, long number, @Nullable TaskFunction initializer) implements Callable<@Nullable Void> {

    private static final Packet NO_MORE = Packet.of(PacketKind.LEAVE);

    @Override
    public @Nullable Void call() throws Exception {
        GroupSignals.ignoreInterrupts();
        BlockingQueue<Packet> tasks = new LinkedBlockingQueue<>();
        Link link;
        try {
            link = new Reception.Ticket(Path.of(path), secret, number)
                    .redeem(made -> new Inbox(tasks))
                    .get();
        } catch (ExecutionException closed) {
            // The pool was terminated meanwhile.
            return null;
        }
        try {
            if (begins(link)) {
                work(link, tasks);
            }
            link.awaitWritten();
        } catch (IOException gone) {
            // Nobody wants the results any more.
            return null;
        } finally {
            link.close();
        }
        return null;
    }

    private boolean begins(Link link) throws IOException {
        try {
            if (initializer != null) {
                initializer.run(null);
            }
        } catch (Throwable failure) {
            link.send(TaskPackets.thrown(PacketKind.NOT_READY, 0, failure));
            return false;
        }
        link.send(Packet.of(PacketKind.READY));
        return true;
    }

    private static void work(Link link, BlockingQueue<Packet> tasks) throws IOException, InterruptedException {
        TaskFunction function = argument -> null;
        for (Packet packet = tasks.take(); packet.kind() != PacketKind.LEAVE; packet = tasks.take()) {
            if (packet.kind() == PacketKind.FUNCTION) {
                function = open(packet);
            } else {
                link.send(run(function, packet));
                // The pool's process always reads; a worker that runs ahead would only fill its heap.
                link.awaitWritten();
            }
        }
    }

    /** A function that cannot be opened fails each of its tasks, with the reason. */
    private static TaskFunction open(Packet packet) {
        try {
            Object function = TaskPackets.value(packet);
            return function instanceof TaskFunction known
                    ? known
                    : argument -> {
                        throw new IllegalStateException("no function came");
                    };
        } catch (RuntimeException | LinkageError problem) {
            return argument -> {
                throw new IllegalStateException("the function cannot be opened in the worker: " + problem, problem);
            };
        }
    }

    private static Packet run(TaskFunction function, Packet task) {
        int index = TaskPackets.index(task);
        Object result;
        try {
            result = function.run(TaskPackets.value(task));
        } catch (Throwable thrown) {
            // Errors too: the pool decides nothing by the kind of a failure.
            return TaskPackets.thrown(PacketKind.THROWN, index, thrown);
        } finally {
            // A task that was interrupted by its own doing does not interrupt the next one.
            Thread.interrupted();
        }
        try {
            return new Packet(PacketKind.RESULT, TaskPackets.body(index, ProgramCodec.encode(result)));
        } catch (UnsupportedValueException refused) {
            byte[] reason = ProgramCodec.encode(refused.getMessage());
            return new Packet(PacketKind.NO_RESULT, TaskPackets.body(index, reason));
        }
    }

    /** Puts what comes where the main thread takes it. */
    private record Inbox(BlockingQueue<Packet> tasks) implements LinkHandler {
        @Override
        public void onPacket(Packet packet) {
            tasks.add(packet);
        }

        @Override
        public void onClosed(@Nullable Throwable why) {
            tasks.add(NO_MORE);
        }
    }
}
