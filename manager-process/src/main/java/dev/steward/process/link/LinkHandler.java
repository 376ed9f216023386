package dev.steward.process.link;

import org.jspecify.annotations.Nullable;

/** Takes what comes in on a link. Called by the loop's thread, one call at a time; must not block. */
public interface LinkHandler {

    /** Takes the next packet. What it throws ends the link. */
    void onPacket(Packet packet);

    /**
     * The link is gone; nothing comes after it. Called once.
     *
     * @param why null if the other side, or this one, closed it between two packets
     */
    void onClosed(@Nullable Throwable why);
}
