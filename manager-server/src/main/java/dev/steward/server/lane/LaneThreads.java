package dev.steward.server.lane;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** Makes the threads of lanes: virtual ones where the JDK has them, else platform threads. */
interface LaneThreads {

    /** Returns a thread that was not started. */
    Thread unstarted(String name, Runnable body);

    /** Returns whether a waiting thread costs a thread of the operating system. */
    boolean scarce();

    /** Returns the best that this JDK has. */
    static LaneThreads ofThisJdk() {
        // By reflection, because the code must load on 17, which has no virtual threads.
        try {
            Method ofVirtual = Thread.class.getMethod("ofVirtual");
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Method name = builder.getMethod("name", String.class);
            Method unstarted = builder.getMethod("unstarted", Runnable.class);
            ofVirtual.invoke(null);
            return new Virtual(ofVirtual, name, unstarted);
        } catch (ReflectiveOperationException olderJdk) {
            return new Platform();
        }
    }

    /** Virtual threads, from 21 on. */
    record Virtual(Method ofVirtual, Method name, Method unstarted) implements LaneThreads {
        @Override
        public Thread unstarted(String threadName, Runnable body) {
            try {
                return (Thread) unstarted.invoke(name.invoke(ofVirtual.invoke(null), threadName), body);
            } catch (IllegalAccessException | InvocationTargetException impossible) {
                throw new LinkageError("the JDK has virtual threads but refuses to make one", impossible);
            }
        }

        @Override
        public boolean scarce() {
            return false;
        }
    }

    /** Platform threads; daemons, so that a stuck method of a user's object does not keep the JVM alive. */
    record Platform() implements LaneThreads {
        @Override
        public Thread unstarted(String threadName, Runnable body) {
            Thread thread = new Thread(body, threadName);
            thread.setDaemon(true);
            return thread;
        }

        @Override
        public boolean scarce() {
            return true;
        }
    }
}
