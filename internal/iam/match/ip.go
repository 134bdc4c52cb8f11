package match

import "net/netip"

// addressOperand is a value of IpAddress or NotIpAddress.
type addressOperand struct {
	network netip.Prefix
	ok      bool
}

func newAddress(text string) operand {
	network, ok := ParseNetwork(text)
	return addressOperand{network, ok}
}

func (o addressOperand) compare(value string, _ Context) verdict {
	address, ok := ParseAddress(value)
	if !o.ok || !ok {
		return malformed
	}
	return verdictOf(o.network.Contains(address))
}

// ParseNetwork reads a range of addresses such as 10.0.0.0/8, or a single address. Bits
// behind the prefix are of no account; false if the text is neither.
func ParseNetwork(text string) (netip.Prefix, bool) {
	if network, err := netip.ParsePrefix(text); err == nil {
		return network.Masked(), true
	}
	address, ok := ParseAddress(text)
	return netip.PrefixFrom(address, address.BitLen()), ok
}

// ParseAddress reads an address; false if the text is none. An IPv4 address inside an IPv6
// one stays an IPv6 address, so that the families never meet.
func ParseAddress(text string) (netip.Addr, bool) {
	address, err := netip.ParseAddr(text)
	return address, err == nil && address.Zone() == ""
}
