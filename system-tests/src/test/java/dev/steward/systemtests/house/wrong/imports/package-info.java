/**
 * Wrong on purpose: a page that omits one import and names one that is none.
 *
 * <p>May import: {@code objects}, {@code server..}, Kryo, Netty. Runs on no thread.
 */
package dev.steward.systemtests.house.wrong.imports;
