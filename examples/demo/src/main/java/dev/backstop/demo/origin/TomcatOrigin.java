/*
 * Copyright the Backstop authors
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.backstop.demo.origin;

import dev.backstop.demo.app.Patience;
import dev.backstop.demo.app.Scenario;
import dev.backstop.demo.app.Shop;
import dev.backstop.filter.BackstopFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.nio.file.Path;
import java.util.EnumSet;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;

/** The shop in an embedded Tomcat. */
final class TomcatOrigin implements Origin {

    private final Tomcat tomcat = new Tomcat();

    TomcatOrigin(boolean guarded, Path directory) throws LifecycleException {
        tomcat.setBaseDir(directory.toString());
        tomcat.setHostname("127.0.0.1");
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", null);
        if (guarded) {
            guard(context);
        }
        for (Scenario scenario : Shop.SCENARIOS) {
            add(scenario, context);
        }
        tomcat.start();
    }

    /** As {@code ServletContext.addServlet} does; {@link Tomcat#addServlet} makes a servlet that is never unavailable. */
    private static void add(Scenario scenario, Context context) {
        Servlet servlet = scenario.servlet();
        Wrapper wrapper = context.createWrapper();
        wrapper.setName(scenario.name());
        wrapper.setServletClass(servlet.getClass().getName());
        wrapper.setServlet(servlet);
        wrapper.setAsyncSupported(true);
        context.addChild(wrapper);
        wrapper.addMapping(scenario.path());
    }

    private static void guard(Context context) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("backstop");
        filter.setFilter(new BackstopFilter());
        filter.setFilterClass(BackstopFilter.class.getName());
        filter.setAsyncSupported("true");
        filter.addInitParameter("backstop.deadline", Patience.OF_BACKSTOP.toString());
        context.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName("backstop");
        mapping.addURLPattern("/*");
        EnumSet.allOf(DispatcherType.class).forEach(type -> mapping.setDispatcher(type.name()));
        context.addFilterMap(mapping);
    }

    @Override
    public int port() {
        return tomcat.getConnector().getLocalPort();
    }

    @Override
    public void close() {
        try {
            tomcat.stop();
            tomcat.destroy();
        } catch (LifecycleException e) {
            throw new IllegalStateException("Tomcat does not stop", e);
        }
    }
}
