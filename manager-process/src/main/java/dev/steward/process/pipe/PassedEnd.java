package dev.steward.process.pipe;

import dev.steward.api.ConnectionLostException;
import dev.steward.api.ManagerException;
import dev.steward.api.Outcome;
import dev.steward.process.link.Reception;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletionException;

/**
 * An end of a pipe on its way to another process of the same program. Whoever has it can take the end over, once: keep it
 * out of logs.
 *
 * @param path the socket of the process that made the pipe
 * @param secret what proves that it comes from there
 * @param number which end it is
 * @param receives whether messages come at it
 * @param sends whether messages can be sent at it
 */
public record PassedEnd(String path, UUID secret, long number, boolean receives, boolean sends) {

    /**
     * Takes the end over. Blocks until it is connected.
     *
     * @throws ConnectionLostException if the process that made the pipe is gone, or the end was taken over before
     */
    public End open() {
        RemoteEnd[] end = new RemoteEnd[1];
        try {
            new Reception.Ticket(Path.of(path), secret, number)
                    .redeem(link -> {
                        RemoteEnd made = new RemoteEnd(link, receives, sends);
                        end[0] = made;
                        return made;
                    })
                    .join();
            return end[0];
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof ManagerException known) {
                throw known;
            }
            throw new ConnectionLostException(
                    "cannot take over an end of a pipe: the process that made it is gone, or the end was taken over before",
                    Outcome.NOT_EXECUTED,
                    failed.getCause());
        }
    }

    /** Returns which end it is, without the secret. */
    @Override
    public String toString() {
        return "PassedEnd(" + path + ")";
    }
}
