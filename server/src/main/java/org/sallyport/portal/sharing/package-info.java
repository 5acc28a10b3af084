/**
 * Shares made by people: to an account, a group or an e-mail address, and by a reference number. A
 * share never grows beyond the right of the person who gives it, and ends with the share it came
 * from.
 */
@ApplicationModule(
    allowedDependencies = {
      "platform.tables",
      "platform.database",
      "platform.ids",
      "platform.ratelimit",
      "platform.access",
      "platform.access :: annotations",
      "platform.installation",
      "platform.messages",
      "platform.geoip",
      "platform.crypto",
      "platform.events",
      "gate.account",
      "gate.account :: groups",
      "gate.account :: contact",
      "portal.archive",
      "portal.archive :: dicom",
      "gate.delivery",
      "gate.delivery :: routes",
      "gate.session",
      "gate.session :: open",
      "portal.studies",
      "portal.studies :: grants",
      "portal.studies :: names",
      "portal.studies :: contents",
      "portal.studies :: list",
      "portal.studies :: marks",
      "portal.studies :: pages",
      "portal.studies :: viewer",
      "gate.secondfactor",
      "gate.secondfactor :: brake",
      "gate.secondfactor :: view"
    })
package org.sallyport.portal.sharing;

import org.springframework.modulith.ApplicationModule;
