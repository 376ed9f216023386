package dev.steward.client.session;

import dev.steward.api.ManagerException;

/** Is told how a session fares. Called on the loop: must hand on and return. */
public interface SessionListener {

    /** New calls are refused from now on; waits stay. */
    void suspended();

    /** The server has resumed the session: all is as before. */
    void resumed();

    /** The session has ended without this process closing it. */
    void lost(ManagerException why);
}
