package firewall

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
)

// lastPort is the highest TCP port.
const lastPort = 65535

// span is a range of ports, both ends included.
type span struct{ from, to int64 }

// need says how many of the ports traffic needs.
type need uint8

const (
	// every means that all ports are used.
	every need = iota
	// one means that any of them will do.
	one
	// hidden means that nobody said which are used.
	hidden
)

// Ports are the TCP ports that traffic goes to.
type Ports struct {
	spans []span
	need  need
	doubt Answer
}

// Each are ports that are all used.
func Each(ports ...int64) Ports { return Ports{spans: single(ports)} }

// AnyOf are ports of which one will do.
func AnyOf(ports ...int64) Ports { return Ports{spans: single(ports), need: one} }

// SomePort is any port at all.
func SomePort() Ports { return Ports{spans: []span{{0, lastPort}}, need: one} }

// Span are all ports from one to another.
func Span(from, to int64) Ports { return Ports{spans: []span{{from, to}}} }

// Hidden are ports that are not known: some, nobody said which.
func Hidden(later bool, reason string) Ports {
	return Ports{spans: []span{{0, lastPort}}, need: hidden, doubt: unsure(later, reason)}
}

func single(ports []int64) []span {
	var out []span
	for _, p := range slices.Sorted(slices.Values(ports)) {
		if s := (span{p, p}); !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

// smtp is a port that EC2 throttles, so that it does not serve for sending mail.
const smtp = 25

// PortsOf are the ports of what an endpoint leads to. A service of AWS that lists several
// offers the same on each. Of ranges of a resource one port will do, because nothing says
// which of them are used.
func PortsOf(e *plan.Endpoint) Ports {
	s := e.Service
	if s.Resource != nil {
		return portsOfResource(s.Resource)
	}
	ports := s.Ports()
	list, given := ports.Get()
	switch {
	case s.Kind == plan.Undecided && s.Endpoint == nil:
		return Hidden(e.ServiceName.IsUnknown() || e.ResourceConfigurationARN.IsUnknown() || e.ServiceNetworkARN.IsUnknown(), "what the endpoint leads to, and so its ports, is not known")
	case !given || len(list) == 0:
		return Hidden(ports.IsUnknown(), fmt.Sprintf("the ports of %s are not given", s.Label()))
	case slices.Contains(list, 0): // a port that is not known reads as 0
		return Hidden(true, fmt.Sprintf("the ports of %s are not all known yet", s.Label()))
	case s.Endpoint != nil:
		return Each(list...)
	}
	if usable := slices.DeleteFunc(slices.Clone(list), func(p int64) bool { return p == smtp }); len(usable) > 0 {
		list = usable
	}
	return AnyOf(list...)
}

// ServicePorts are the ports of an endpoint service, seen from its provider.
func ServicePorts(s *plan.EndpointService) Ports {
	return PortsOf(&plan.Endpoint{Service: plan.Service{Kind: plan.Own, Key: s.Key, Endpoint: s}})
}

func portsOfResource(r *plan.ResourceConfiguration) Ports {
	reason := fmt.Sprintf("port_ranges of %s are not known", r.Key)
	list, given := r.PortRanges.Get()
	if !given {
		return Hidden(r.PortRanges.IsUnknown(), reason)
	}
	out := Ports{}
	for _, text := range list {
		s, ok := parseSpan(text.Or(""))
		if !ok {
			return Hidden(text.IsUnknown(), reason)
		}
		out.spans = append(out.spans, s)
		if s.from != s.to {
			out.need = one
		}
	}
	if len(out.spans) == 0 {
		return Hidden(false, reason)
	}
	return out
}

// parseSpan reads 443 or 80-90.
func parseSpan(text string) (span, bool) {
	low, high, ranged := strings.Cut(text, "-")
	if !ranged {
		high = low
	}
	from, err := strconv.ParseUint(strings.TrimSpace(low), 10, 16)
	to, also := strconv.ParseUint(strings.TrimSpace(high), 10, 16)
	return span{int64(from), int64(to)}, err == nil && also == nil && from <= to //nolint:gosec // of 16 bits
}

// String is how a reader calls the ports, such as TCP port 443.
func (p Ports) String() string {
	if p.need == hidden {
		return "the TCP ports of the service"
	}
	words := make([]string, len(p.spans))
	for i, s := range p.spans {
		words[i] = s.String()
	}
	switch {
	case len(words) == 1 && p.spans[0].from == p.spans[0].to:
		return "TCP port " + words[0]
	case p.need == one:
		return "one of the TCP ports " + strings.Join(words, ", ")
	}
	return "the TCP ports " + strings.Join(words, ", ")
}

// Key tells ports apart.
func (p Ports) Key() string {
	key := []byte{'0' + byte(p.need)}
	for _, s := range p.spans {
		key = strconv.AppendInt(append(key, ' '), s.from, 10)
		key = strconv.AppendInt(append(key, '-'), s.to, 10)
	}
	return string(key) + p.doubt.Reason
}

func (s span) String() string {
	if s.from == s.to {
		return strconv.FormatInt(s.from, 10)
	}
	return fmt.Sprintf("%d-%d", s.from, s.to)
}

// parts cuts the ports where rules begin and end, so that a rule treats every port of a part
// alike.
func (p Ports) parts(cuts []int64) []span {
	var out []span
	for _, s := range p.spans {
		starts := []int64{s.from}
		for _, cut := range cuts {
			if cut > s.from && cut <= s.to {
				starts = append(starts, cut)
			}
		}
		slices.Sort(starts)
		starts = slices.Compact(starts)
		for i, from := range starts {
			to := s.to
			if i+1 < len(starts) {
				to = starts[i+1] - 1
			}
			out = append(out, span{from, to})
		}
	}
	return out
}
