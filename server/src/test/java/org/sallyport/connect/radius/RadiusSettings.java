package org.sallyport.connect.radius;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.sallyport.testing.SallyportTest;
import org.springframework.test.context.TestPropertySource;

/** A test with two networks. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SallyportTest
@TestPropertySource(
    properties = {
      "sallyport.radius.vpn.title=the VPN",
      "sallyport.radius.vpn.roles=physician",
      "sallyport.radius.wards.groups=Heart Group,Lung Group",
      "sallyport.radius.wards.send-groups=true"
    })
@interface RadiusSettings {}
