package dev.steward.benchmarks.peers.rmi;

import dev.steward.benchmarks.peers.PeerClient;
import java.rmi.Remote;
import java.rmi.RemoteException;
import org.jspecify.annotations.Nullable;

/** What an RMI server offers: what {@link PeerClient} needs. */
interface RemoteObjects extends Remote {

    /** Makes a list, another one and a dict for one caller. */
    RemoteCalls calls() throws RemoteException;

    /** Puts into a queue; waits while it is full. */
    void put(int queue, long element) throws RemoteException, InterruptedException;

    /** Takes from a queue; waits until there is an element. */
    long take(int queue) throws RemoteException, InterruptedException;

    /** Waits for the lock and takes it. */
    void lock() throws RemoteException, InterruptedException;

    /** Releases the lock. */
    void unlock() throws RemoteException;

    /** Keeps bytes in the place of those before. */
    void store(byte[] payload) throws RemoteException;

    /** Returns the bytes that are kept. */
    byte[] stored() throws RemoteException;

    /** What one caller calls. */
    interface RemoteCalls extends Remote {

        /** Returns an element of the list. */
        long get(int index) throws RemoteException;

        /** Appends to the list that grows and returns its size. */
        int append(long element) throws RemoteException;

        /** Empties the list that grows. */
        void clear() throws RemoteException;

        /** Puts into the dict and returns what was there. */
        @Nullable
        Long put(String key, long value) throws RemoteException;
    }
}
