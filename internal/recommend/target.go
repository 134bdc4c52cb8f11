package recommend

import (
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// multiRegionAccessPoint is the service that serves multi-Region access points: their
// names are not among those of an S3 endpoint.
const multiRegionAccessPoint = "s3-global.accesspoint"

// arn is an ARN taken apart.
type arn struct{ partition, service, region, account, resource string }

func parseARN(text string) (arn, bool) {
	parts := strings.SplitN(text, ":", 6)
	if len(parts) != 6 || parts[0] != "arn" || parts[1] == "" || parts[2] == "" {
		return arn{}, false
	}
	return arn{parts[1], parts[2], parts[3], parts[4], parts[5]}, true
}

func (a arn) multiRegion() bool {
	return a.service == "s3" && strings.HasPrefix(a.resource, "accesspoint/") && strings.HasSuffix(a.resource, ".mrap")
}

// targets turns what the callers reach into wishes.
func (col *collector) targets() {
	for _, name := range sortedKeys(col.request.Targets) {
		path := input.At("targets").Key(name)
		t := col.request.Targets[name]
		a := arn{service: t.Service}
		if t.ARN != "" {
			var ok bool
			if a, ok = parseARN(t.ARN); !ok {
				col.errs.Add(path.Attribute("arn"), "%q is not an ARN; expected arn:partition:service:region:account:resource.", t.ARN)
				continue
			}
		}
		if t.Service == "" && a.service == "" {
			col.errs.Add(path, "A target needs service or arn, so that it is known which endpoint serves it.")
			continue
		}
		col.agree(path.Attribute("region"), t.Region, a.region)
		col.agree(path.Attribute("account_id"), t.AccountID, a.account)
		known := col.knownRegion(path.Attribute("region"), t.Region)
		if t.Region == "" {
			known = col.knownRegion(path.Attribute("arn"), a.region)
		}
		if col.knownRegion(path.Attribute("copy_source_region"), t.CopySourceRegion) && known {
			col.target(path, name, t, a)
		}
	}
}

// knownRegion refuses a word that names no Region. None at all is fine.
func (col *collector) knownRegion(path input.Path, region string) bool {
	if _, ok := col.catalog.Region(region); region == "" || ok {
		return true
	}
	col.errs.Add(path, "%s.", col.catalog.UnknownRegion(region))
	return false
}

// agree refuses a value that contradicts the ARN.
func (col *collector) agree(path input.Path, written, inARN string) {
	if written != "" && inARN != "" && written != inARN {
		col.errs.Add(path, "%q contradicts the ARN, which says %q.", written, inARN)
	}
}

// target adds the wish of one target.
func (col *collector) target(path input.Path, name string, t Target, a arn) {
	word, at := t.Service, path.Attribute("service")
	if word == "" {
		word, at = a.service, path.Attribute("arn")
	}
	if a.multiRegion() {
		word = multiRegionAccessPoint
	}
	region := t.Region
	if region == "" {
		region = a.region
	}
	for _, ref := range col.resolve(at, word) {
		if ref.Region == "" && ref.Key != multiRegionAccessPoint {
			ref.Region = region
		}
		if region != "" && ref.Region != "" && ref.Region != region {
			col.errs.Add(at, "%q names the Region %s, and the target is in %s.", word, ref.Region, region)
			continue
		}
		w := col.add(ref)
		w.targets = append(w.targets, name)
		w.from(path, "reached as target %s", name)
	}
}

// judgeTargets reports what the targets of a wish break.
func (a *answer) judgeTargets() {
	for _, name := range a.wish.targets {
		t := a.request.Targets[name]
		parsed, _ := parseARN(t.ARN)
		at := finding{target: name, attribute: input.At("targets").Key(name).String()}
		if parsed.partition != "" && parsed.partition != a.region.Partition {
			a.fault("REG-05", at, "The target's ARN is of partition %s, the VPC of partition %s; endpoints never cross partitions.",
				parsed.partition, a.region.Partition)
		}
		if parsed.multiRegion() && t.Service != "" && !slices.Contains(a.keysFor(t.Service), multiRegionAccessPoint) {
			a.fault("REG-29", at, "The target is a multi-Region access point, which the %q endpoint does not serve; %s does.",
				t.Service, EndpointKey(multiRegionAccessPoint, catalog.Interface, ""))
		} else if parsed.multiRegion() {
			a.remind("REG-29", at, "The target is a multi-Region access point: its own endpoint serves it, and the policy must allow the access point and every bucket behind it.")
		}
		if from := t.CopySourceRegion; from != "" && from != a.wish.region && strings.HasPrefix(a.wish.key, "s3") {
			a.fault("REG-25", at, "Copies from %s to %s are made, and S3 refuses a copy between Regions through an endpoint.", from, a.wish.region)
		}
		account := t.AccountID
		if account == "" {
			account = parsed.account
		}
		if account != "" {
			a.remind("ACC-01", at, "The target belongs to account %s. An endpoint for the AWS service reaches it; access is a matter of its resource policy, of IAM and of the endpoint policy.", account)
		}
	}
}

func (a *answer) keysFor(word string) []string {
	refs, err := a.catalog.Resolve(word)
	if err != nil {
		return nil
	}
	keys := make([]string, len(refs))
	for i, ref := range refs {
		keys[i] = ref.Key
	}
	return keys
}
