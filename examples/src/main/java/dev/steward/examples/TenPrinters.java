package dev.steward.examples;

import dev.steward.api.SharedLock;
import dev.steward.process.JavaProcess;
import dev.steward.process.Multiprocessing;
import java.util.ArrayList;
import java.util.List;

/**
 * T16: ten processes print, and a lock keeps together what each of them prints. Single lines never mix anyway: the parent
 * passes them on whole.
 */
public final class TenPrinters {

    private static final int PRINTERS = 10;

    private TenPrinters() {}

    /** Runs without arguments. */
    public static void main(String[] args) throws InterruptedException {
        SharedLock lock = Multiprocessing.lock();
        List<JavaProcess> printers = new ArrayList<>();
        for (int i = 0; i < PRINTERS; i++) {
            printers.add(JavaProcess.start(TenPrinters::print, lock, i));
        }
        for (JavaProcess printer : printers) {
            printer.join();
        }
    }

    private static void print(SharedLock lock, int number) {
        lock.lock();
        try {
            System.out.println("printer " + number + ": first line");
            System.out.println("printer " + number + ": last line");
        } finally {
            lock.unlock();
        }
    }
}
