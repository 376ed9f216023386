package dev.steward.benchmarks.peers;

import java.nio.file.Path;

/**
 * What both ends of a peer are told.
 *
 * @param transport what to travel on
 * @param socket where a Unix domain socket is to be made; of no meaning with TCP
 * @param secret the key of the session, in hexadecimal digits, for peers that have one
 * @param polling whether to poll before blocking, one of {@link Peer#polling}
 */
public record Setup(Transport transport, Path socket, String secret, boolean polling) {}
