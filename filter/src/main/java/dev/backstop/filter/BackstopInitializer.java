/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.filter;

import dev.backstop.filter.settings.Setting;
import dev.backstop.filter.settings.SettingsReader;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Installs the filter when the jar is just there. A web fragment alone would not do: its mappings come after those of
 * {@code web.xml}, and with {@code metadata-complete="true"} it is not read at all. This maps the filter before everything that is
 * declared.
 *
 * <p>Does nothing if the application declares the filter itself, or if {@code backstop.install} is false.
 */
public final class BackstopInitializer implements ServletContainerInitializer {
    /** The web fragment uses it too; no web.xml should. */
    static final String FILTER_NAME = "backstop-auto";

    private static final Logger LOG = LoggerFactory.getLogger(BackstopInitializer.class);

    /** Called by the container, by the service loader. */
    public BackstopInitializer() {}

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) {
        try {
            if (SettingsReader.ofThisJvm(Map.of()).read().settings().isOn(Setting.INSTALL) && !isDeclared(context)) {
                install(context);
            }
        } catch (RuntimeException e) {
            // A container that allows no filter here must still start.
            LOG.warn("Backstop cannot install its filter by itself; declare it in web.xml", e);
        }
    }

    /**
     * Whether the application installs the filter under a name of its own. An initializer or a listener that does so may come after
     * this one, so the filter itself asks again when all have run.
     */
    static boolean isDeclared(ServletContext context) {
        return context.getFilterRegistrations().values().stream()
                .anyMatch(filter -> BackstopFilter.class.getName().equals(filter.getClassName())
                        && !FILTER_NAME.equals(filter.getName()));
    }

    private static void install(ServletContext context) {
        FilterRegistration.Dynamic added = context.addFilter(FILTER_NAME, BackstopFilter.class);
        FilterRegistration filter = added != null ? added : context.getFilterRegistration(FILTER_NAME);
        if (added != null) {
            added.setAsyncSupported(true);
        }
        filter.addMappingForUrlPatterns(EnumSet.allOf(DispatcherType.class), false, "/*");
    }
}
