package lint

import (
	"net/netip"
	"regexp"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// networkRules are about keys that say where a request comes from. Behind an endpoint they
// hold other values than elsewhere, or none.
var networkRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-421", Severity: rule.Warning,
		Title:  "aws:SourceIp is absent from requests through an endpoint",
		Why:    "IpAddress on it never holds and NotIpAddress always does, so the statement matches nothing or everything.",
		Fix:    "Use aws:VpcSourceIp together with aws:SourceVpc.",
		Source: pageConditionKeys,
	}, check: sourceAddress},
	{Rule: rule.Rule{
		ID: "POL-422", Severity: rule.Error,
		Title:  "Private addresses stand in aws:VpcSourceIp, not in aws:SourceIp",
		Why:    "aws:SourceIp holds public addresses only, and is absent from requests through an endpoint.",
		Fix:    "Use aws:VpcSourceIp together with aws:SourceVpc.",
		Source: pageConditionKeys,
	}, check: privateAddress},
	{Rule: rule.Rule{
		ID: "POL-423", Severity: rule.Warning,
		Title:  "aws:VpcSourceIp needs aws:SourceVpc beside it",
		Why:    "Address ranges of VPCs overlap, so a range alone does not say whose address it is.",
		Fix:    "Add a condition on aws:SourceVpc with the id of the VPC.",
		Source: pageConditionKeys,
	}, security: true, check: addressWithoutVPC},
	{Rule: rule.Rule{
		ID: "POL-424", Severity: rule.Warning,
		Title:  "An endpoint's own policy should not ask for its VPC or endpoint",
		Why:    "Every request that this policy judges came through this endpoint, so the test always holds, or never if the id is of another one.",
		Fix:    "Remove the test. It belongs in the policies of buckets, keys and other resources.",
		Source: pageConditionKeys,
	}, check: ownNetwork},
	{Rule: rule.Rule{
		ID: "POL-425", Severity: rule.Error,
		Title:  "The id of a VPC or endpoint must be well formed",
		Why:    "No request comes from a VPC or endpoint of such an id, so the test never holds.",
		Fix:    "Write the id as AWS shows it, such as vpc-0123456789abcdef0 or vpce-0123456789abcdef0.",
		Source: pageChecks,
	}, check: networkID},
}

const (
	sourceIPKey    = "aws:sourceip"
	vpcSourceIPKey = "aws:vpcsourceip"
)

// privateRanges are the addresses that do not occur on the internet.
var privateRanges = []netip.Prefix{
	netip.MustParsePrefix("10.0.0.0/8"), netip.MustParsePrefix("172.16.0.0/12"), netip.MustParsePrefix("192.168.0.0/16"),
	netip.MustParsePrefix("100.64.0.0/10"), netip.MustParsePrefix("169.254.0.0/16"), netip.MustParsePrefix("fc00::/7"),
}

// private returns the first value that is a range of private addresses.
func (t *test) private() (ast.Value, bool) {
	for _, v := range t.Values {
		network, ok := match.ParseNetwork(v.Text())
		if ok && slices.ContainsFunc(privateRanges, func(r netip.Prefix) bool {
			return r.Bits() <= network.Bits() && r.Contains(network.Addr())
		}) {
			return v, true
		}
	}
	return nil, false
}

func sourceAddress(p *pass) {
	for _, t := range p.tests {
		if t.key != sourceIPKey || t.known && t.operator.Base == ast.Null {
			continue
		}
		if _, private := t.private(); private {
			continue // POL-422
		}
		f := fault{at: t.At, text: "The condition rests on " + quote(t.Key) + "."}
		if t.positive() && t.statement.Effect == ast.Allow {
			f.severity = rule.Error
		}
		p.add(f)
	}
}

func privateAddress(p *pass) {
	for _, t := range p.tests {
		if t.key != sourceIPKey {
			continue
		}
		if v, private := t.private(); private {
			p.add(fault{at: v.Where(), text: quote(v.Text()) + " is private.", related: []string{"POL-421"}})
		}
	}
}

func addressWithoutVPC(p *pass) {
	beside := map[string]bool{"aws:sourcevpc": true, "aws:sourcevpce": true, "aws:sourcevpcarn": true}
	for _, t := range p.tests {
		if t.key == vpcSourceIPKey && !t.statement.testsKey(beside) {
			p.report(t.At, "No test of the statement says which VPC is meant.")
		}
	}
}

func ownNetwork(p *pass) {
	for _, t := range p.tests {
		if !networkKeys[t.key] || !t.texts() {
			continue
		}
		own := p.options.VPCID
		if t.key == "aws:sourcevpce" {
			own = p.options.EndpointID
		}
		switch {
		case own == "":
			p.report(t.At, "%s is the same in every request that this policy judges.", quote(t.Key))
		case slices.ContainsFunc(t.Texts(), func(text string) bool { return glob(text, own) }):
			p.report(t.At, "%s is %s in every request that this policy judges, and the test names it.", quote(t.Key), own)
		default:
			p.report(t.At, "%s is %s in every request that this policy judges, and the test names others.", quote(t.Key), own)
		}
	}
}

var networkIDs = map[string]*regexp.Regexp{
	"aws:sourcevpc":  regexp.MustCompile(`^vpc-([0-9a-f]{8}|[0-9a-f]{17})$`),
	"aws:sourcevpce": regexp.MustCompile(`^vpce-([0-9a-f]{8}|[0-9a-f]{17})$`),
}

func networkID(p *pass) {
	for _, t := range p.tests {
		form := networkIDs[t.key]
		if form == nil || !t.texts() {
			continue
		}
		for _, v := range t.Values {
			if text := v.Text(); !wild(text) && !variable(text) && !form.MatchString(text) {
				p.report(v.Where(), "%s is not the id of a %s.", quote(text), networkNames[t.key])
			}
		}
	}
}

var networkNames = map[string]string{"aws:sourcevpc": "VPC", "aws:sourcevpce": "VPC endpoint"}
