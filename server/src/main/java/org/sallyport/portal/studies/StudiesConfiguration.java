package org.sallyport.portal.studies;

import org.sallyport.portal.studies.pages.ViewerProperties;
import org.sallyport.portal.studies.reports.ReportProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  StudiesProperties.class,
  ReportProperties.class,
  ViewerProperties.class
})
class StudiesConfiguration {}
