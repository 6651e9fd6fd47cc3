/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.examples;

import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two Tomcats of one version that differ in nothing but the jars of Backstop. Both are asked at once, because some examples sleep. */
final class SideBySide implements AutoCloseable {

    /** Both answers to one question. */
    record Both<T>(T bare, T guarded) {}

    /** What is asked of a server on some port. */
    interface Question<T> {
        T ask(int port) throws Exception;
    }

    private final ExecutorService threads;
    private final TomcatProcess bare;
    private final TomcatProcess guarded;

    private SideBySide(ExecutorService threads, TomcatProcess bare, TomcatProcess guarded) {
        this.threads = threads;
        this.bare = bare;
        this.guarded = guarded;
    }

    /** Starts both; the version is {@code tomcat10} or {@code tomcat11}. */
    static SideBySide start(String version) throws Exception {
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Path distribution = Build.distribution(version);
        Future<TomcatProcess> bare = threads.submit(
                () -> TomcatProcess.start(distribution, CatalinaBase.create(version + "-bare", distribution, false)));
        TomcatProcess guarded =
                TomcatProcess.start(distribution, CatalinaBase.create(version + "-guarded", distribution, true));
        return new SideBySide(threads, bare.get(), guarded);
    }

    <T> Both<T> ask(Question<T> question) throws Exception {
        Future<T> other = threads.submit(() -> question.ask(bare.port()));
        T fromGuarded = question.ask(guarded.port());
        return new Both<>(other.get(), fromGuarded);
    }

    TomcatProcess bare() {
        return bare;
    }

    TomcatProcess guarded() {
        return guarded;
    }

    @Override
    public void close() {
        threads.shutdown();
        bare.close();
        guarded.close();
    }
}
