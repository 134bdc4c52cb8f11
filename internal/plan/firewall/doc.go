// Package firewall says what security groups and network ACLs let through, as far as a plan
// tells: yes, no, or not known, and then why not.
//
// Rules are sifted once for the ports in question into a [Sieve], which is then asked about
// as many peers as there are. Whatever is not given or not known yet widens what may pass and
// never what certainly does, so that yes and no hold whatever it turns out to be.
//
//	view := firewall.Over(p)
//	answer := view.Ingress(e, firewall.PortsOf(e)).Passes(firewall.Peer{Addresses: view.Inside(e)})
package firewall
