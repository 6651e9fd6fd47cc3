/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.it.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * One start, to the first page.
 *
 * @param cpuMillis processor time of the JVM so far
 * @param kibibytes memory that it needs: what is resident outside the heap, and what lives in the heap. How much of the heap is resident
 *     besides says only how long ago the last collection was
 */
record Start(long cpuMillis, long kibibytes) {
    private static final int HEAP_MEBIBYTES = 192;
    private static final long KIBI = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** Starts it, asks for the page, measures, and ends it. */
    static Start of(Application application, Attached attached, Path root, Path work)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "-Xms" + HEAP_MEBIBYTES + "m",
                "-Xmx" + HEAP_MEBIBYTES + "m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC"));
        command.addAll(attached.options());
        command.addAll(application.command(root, work));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(work.toFile())
                .redirectError(work.resolve(attached + ".log").toFile());
        Process process = builder.start();
        try {
            int port = port(process);
            URI page = URI.create("http://127.0.0.1:" + port + application.path());
            HttpResponse<String> response = CLIENT.send(
                    HttpRequest.newBuilder(page).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
            assertEquals(200, response.statusCode(), page::toString);
            long cpu = process.info().totalCpuDuration().orElseThrow().toMillis();
            long outside = resident(process.pid()) - HEAP_MEBIBYTES * KIBI;
            return new Start(cpu, outside + live(process.pid()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("listening ")) {
                drain(out);
                return Integer.parseInt(line.substring("listening ".length()));
            }
        }
        throw new IOException("it did not start");
    }

    /** An application that writes on must not wait for a reader. */
    private static void drain(BufferedReader out) {
        Thread reader = new Thread(
                () -> {
                    try {
                        while (out.readLine() != null) {
                            // nobody wants to know
                        }
                    } catch (IOException | UncheckedIOException e) {
                        // it has ended
                    }
                },
                "output");
        reader.setDaemon(true);
        reader.start();
    }

    private static long resident(long pid) throws IOException {
        String line = Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
                .filter(field -> field.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
    }

    /** After a full collection, as the histogram's last line says: {@code Total 123456 12345678}. */
    private static long live(long pid) throws IOException {
        Process histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = histogram.inputReader()) {
            String total = lines.lines()
                    .filter(line -> line.startsWith("Total "))
                    .findFirst()
                    .orElseThrow(() -> new IOException("no histogram of " + pid));
            return Long.parseLong(total.trim().split(" +")[2]) / KIBI;
        }
    }
}
