package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/pattern"
)

// everything is the pattern of every resource, whoever owns it.
const everything = "*"

// arn is a pattern of resources in its segments.
type arn [pattern.Segments]string

// The segments.
const (
	arnPartition = iota + 1
	arnService
	arnRegion
	arnAccount
	arnResource
)

func (a arn) String() string { return strings.Join(a[:], ":") }

// longestARN is as long as ARNs get.
const longestARN = 2048

// readARN reads a pattern that stands in the input. The second result says what is wrong
// with it; nothing if it is fine.
func readARN(text, partition string) (a arn, wrong string) {
	segments := strings.SplitN(text, ":", pattern.Segments)
	switch {
	case len(text) > longestARN:
		return a, fmt.Sprintf("It has %d characters; an ARN has at most %d.", len(text), longestARN)
	case strings.Contains(text, "${"):
		return a, quote(text) + " holds a policy variable, about which nothing could be proved; write the statement in a source policy document."
	case strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r >= 0x7f || r == '"' || r == '\\' }):
		return a, quote(text) + " holds a character that no ARN has."
	case len(segments) < pattern.Segments || segments[0] != "arn" || segments[arnResource] == "":
		return a, quote(text) + " is not an ARN; it has six parts, such as arn:" + partition + ":s3:::bucket/*."
	}
	copy(a[:], segments)
	switch account := a[arnAccount]; {
	case a[arnPartition] != partition:
		return a, fmt.Sprintf("%s is in the partition %s, and the endpoint in %s.", quote(text), quote(a[arnPartition]), partition)
	case a[arnService] == "" || wild(a[arnService]):
		return a, quote(text) + " has to name its service; AWS takes no wildcard there."
	case a[arnService] != strings.ToLower(a[arnService]):
		return a, quote(text) + " has to name its service in small letters."
	case account != "" && account != "aws" && account != everything && !match.IsAccount(account):
		// https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
		return a, quote(text) + " has to name its account by twelve digits, or leave it to a single *; AWS refuses a mixture."
	}
	return a, ""
}

func wild(text string) bool { return strings.ContainsAny(text, "*?") }

// in writes the Region out if the pattern covers it; false if it is in another one. An
// endpoint reaches its own Region, so nothing is lost, and a * before the end of an ARN may
// reach over colons, which AWS does not rule out.
func (a arn) in(region string) (arn, bool) {
	if a[arnRegion] == "" {
		return a, true
	}
	p, _ := pattern.Parse(a[arnRegion], pattern.Syntax{Wildcards: true})
	if !p.Match(region) {
		return a, false
	}
	a[arnRegion] = region
	return a, true
}

// awsWithoutAccount are services whose ARNs have no account only where the resource is one
// of AWS: documents and parameters of Systems Manager, models of Bedrock.
var awsWithoutAccount = []string{"bedrock", "ssm"}

// open reports whether the pattern leaves open who owns what it fits: names of buckets are
// shared by all accounts, so anybody can make one that fits a wildcard.
func (a arn) open() bool {
	switch account := a[arnAccount]; {
	case wild(account):
		return true
	case account != "" || slices.Contains(awsWithoutAccount, a[arnService]):
		return false
	}
	name := a[arnResource]
	if a[arnService] == "s3" {
		name, _, _ = strings.Cut(name, "/")
	}
	return wild(name)
}
