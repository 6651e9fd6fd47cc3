/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.container.Container;
import dev.backstop.filter.incident.IncidentIds;
import dev.backstop.filter.incident.IncidentLog;
import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.Settings;
import dev.backstop.filter.settings.SettingsReader;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns what leaves an application into one complete, well-formed response: put it before all other filters, for all dispatcher
 * types, with async supported.
 *
 * <p>Settings are read once, in {@link #init}, from system properties over environment variables over {@code init-param}s; see
 * {@link Setting}. A setting that is wrong is reported and its default used; the filter never keeps an application from starting.
 *
 * <p>Safe for use by many threads. Installed twice, it acts once.
 */
public final class BackstopFilter implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(BackstopFilter.class);
    private static final int REHEARSAL_SECONDS = 1;

    private volatile @Nullable Guard guard;
    private volatile @Nullable Background background;
    private volatile @Nullable IncidentLog incidents;
    private volatile @Nullable AgentLink agent;
    private volatile @Nullable FilterConfig config;

    /** A filter that passes everything through until {@link #init} is called. */
    public BackstopFilter() {}

    @Override
    public void init(FilterConfig config) {
        this.config = config;
        try {
            Settings settings = read(config);
            if (isOn(settings, config)) {
                start(settings, Container.of(config.getServletContext()), loader(config.getServletContext()));
            }
        } catch (Throwable own) {
            LOG.error("Backstop cannot start; the application runs without it", own);
            destroy();
        }
    }

    /** The web application's loader, or null: with a security manager not everybody may have it. */
    private static @Nullable ClassLoader loader(ServletContext context) {
        try {
            return context.getClassLoader();
        } catch (RuntimeException e) {
            LOG.debug("the web application's class loader is not told; threads are nobody's", e);
            return null;
        }
    }

    private static boolean isOn(Settings settings, FilterConfig config) {
        if (!settings.isOn(Setting.ENABLED)) {
            LOG.info("Backstop is switched off: {}=false", Setting.ENABLED.key());
            return false;
        }
        if (!BackstopInitializer.FILTER_NAME.equals(config.getFilterName())) {
            return true;
        }
        if (!settings.isOn(Setting.INSTALL)) {
            LOG.info("Backstop does not install itself: {}=false", Setting.INSTALL.key());
            return false;
        }
        // The web fragment is read whatever web.xml says; where that names the filter, its mappings and parameters are
        // meant.
        return !BackstopInitializer.isDeclared(config.getServletContext());
    }

    private static Settings read(FilterConfig config) {
        Map<String, String> parameters = new TreeMap<>();
        for (String name : Collections.list(config.getInitParameterNames())) {
            parameters.put(name, config.getInitParameter(name));
        }
        SettingsReader.Reading reading = SettingsReader.ofThisJvm(parameters).read();
        if (!reading.errors().isEmpty()) {
            LOG.error("Backstop's settings have errors: {}", String.join(" ", reading.errors()));
        }
        if (!reading.warnings().isEmpty()) {
            LOG.warn("Backstop's settings: {}", String.join("; ", reading.warnings()));
        }
        return reading.settings();
    }

    private void start(Settings settings, Container container, @Nullable ClassLoader application)
            throws IOException, ServletException {
        Background threads = new Background(System::nanoTime);
        background = threads;
        IncidentIds ids = new IncidentIds(Clock.systemUTC());
        IncidentLog log = new IncidentLog(settings, threads.timer(), System::nanoTime);
        incidents = log;
        Rescue rescue = new Rescue(settings, container, ids, log, System::nanoTime);
        Guard made = new Guard(
                settings, container, bufferSize(settings, container), threads.wheel(), rescue, System::nanoTime);
        guard = made;
        agent = AgentLink.join(new AgentSignals(made, rescue, application));
        // Not at once: it costs more than the rest of the start, and the application has other things to do now.
        threads.timer().schedule(() -> rehearse(settings, ids, threads, rescue), REHEARSAL_SECONDS, TimeUnit.SECONDS);
        String given = settings.given();
        LOG.info("Backstop is on, with {}", given.isEmpty() ? "all settings at their defaults" : given);
    }

    private static void rehearse(Settings settings, IncidentIds ids, Background threads, Rescue rescue) {
        try {
            rescue.prepare();
            Rehearsal.run(settings, ids, threads.wheel());
        } catch (IOException | ServletException | RuntimeException e) {
            LOG.error("Backstop's rehearsal failed; it may have no answer when there is no memory", e);
        }
    }

    private static int bufferSize(Settings settings, Container container) {
        boolean wanted = container.enlargesBuffersCheaply() || settings.isGiven(Setting.BUFFER_SIZE);
        return wanted ? (int) settings.bytes(Setting.BUFFER_SIZE) : 0;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Guard current = guard;
        if (current != null
                && request instanceof HttpServletRequest httpRequest
                && response instanceof HttpServletResponse httpResponse) {
            current.run(httpRequest, httpResponse, chain);
        } else {
            chain.doFilter(request, response);
        }
    }

    /**
     * Starts again after {@link #destroy}, as it was initialised. For an agent that is attached again.
     *
     * @return false if it runs already, or was never initialised
     */
    public boolean resume() {
        FilterConfig known = config;
        if (known == null || guard != null) {
            return false;
        }
        init(known);
        return guard != null;
    }

    @Override
    public void destroy() {
        guard = null;
        AgentLink link = agent;
        if (link != null) {
            link.leave();
        }
        Background threads = background;
        if (threads != null) {
            threads.stop();
        }
        IncidentLog log = incidents;
        if (log != null) {
            log.flush();
        }
    }
}
