package dev.steward.cluster.jgroups;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * One end of a connection between members, which ends when nothing is heard on it for as long as {@link #setSoTimeout} says.
 * Members that run say something all the time; one that is stopped takes nothing either, so that whoever writes to it waits, and
 * behind him whoever ends the connection in order: the thread that is to go on without that member. The end of the socket
 * lets both go on.
 */
class MemberSocket extends Socket {

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                try {
                    return super.read(bytes, offset, length);
                } catch (SocketTimeoutException silence) {
                    MemberSocket.this.close();
                    throw silence;
                }
            }
        };
    }
}
