package dev.steward.client.session;

import java.time.Duration;

/**
 * What a client wishes of its sessions.
 *
 * @param lease how long the server may take it as alive without a heartbeat
 * @param resumeWindow how long the server keeps a session whose last connection broke
 * @param heartbeat how often to send one at least; the server may want it more often
 * @param giveUp how long to try to reconnect
 * @param maxValue the largest value that it sends or takes, in bytes
 * @param clientName what the server's logs call this client
 */
public record SessionSettings(
        Duration lease, Duration resumeWindow, Duration heartbeat, Duration giveUp, long maxValue, String clientName) {}
