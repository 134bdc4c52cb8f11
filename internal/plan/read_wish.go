package plan

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

// wishes reads services and workloads.
func (r *reader) wishes() {
	services, workloads := r.in.At("services"), r.in.At("workloads")
	if services.Kind() == tree.Unknown || workloads.Kind() == tree.Unknown {
		r.Wishes, r.Workloads = maybe.Unknown[[]Wish](), maybe.Unknown[[]Workload]()
		return
	}
	if !services.Given() && !workloads.Given() {
		return
	}
	var out []Wish
	for i, word := range services.Elements() {
		text, given := word.AsText().Get()
		at := input.At("services").Index(i)
		if word.Kind() == tree.Unknown {
			r.Wishes = maybe.Unknown[[]Wish]()
			return
		}
		if !given {
			r.errs.Add(at, "This element is null or empty. Leave it out, for example with compact().")
			continue
		}
		if _, own := r.services[text]; !own {
			out = append(out, r.wish(text, "", at)...)
		}
	}
	var bundles []Workload
	for _, name := range sortedKeys(workloads.Members()) {
		at := input.At("workloads").Key(name)
		facts, known := r.Catalog.Workload(name)
		if !known {
			r.errs.Add(at, "%q is not a workload; known are %s.", name, strings.Join(r.Catalog.WorkloadNames(), ", "))
			continue
		}
		if !workloads.At(name).Known() {
			r.Wishes, r.Workloads = maybe.Unknown[[]Wish](), maybe.Unknown[[]Workload]()
			return
		}
		bundle := Workload{Name: name, At: at, Facts: facts}
		for _, key := range facts.Required {
			out = append(out, r.wish(key, name, at)...)
		}
		for _, part := range workloads.At(name).Elements() {
			word := part.AsText().Or("")
			if !slices.ContainsFunc(facts.Optional, func(p catalog.Part) bool { return p.Key == word }) && !slices.Contains(facts.Required, word) {
				r.errs.Add(at.Element(word), "%q is not an optional part of %s.", word, name)
				continue
			}
			bundle.Parts = append(bundle.Parts, word)
			out = append(out, r.wish(word, name, at)...)
		}
		bundles = append(bundles, bundle)
	}
	r.Wishes, r.Workloads = maybe.Of(out), maybe.Of(bundles)
}

func (r *reader) wish(word, workload string, at input.Path) []Wish {
	refs, err := r.Catalog.Resolve(word)
	if err != nil {
		r.errs.Add(at, "%s.", err.Error())
		return nil
	}
	var out []Wish
	for _, ref := range refs {
		entry, _ := r.Catalog.Service(ref.Key)
		out = append(out, Wish{Word: word, At: at, Key: ref.Key, Entry: entry, Region: cmp.Or(ref.Region, r.Region.Code), Workload: workload})
	}
	return out
}

// targets reads what the callers reach.
func (r *reader) targets() {
	r.Targets = each(r, "targets", func(key string, at input.Path, v tree.Value) Target {
		Only(v, at, &r.errs, "service", "arn", "account_id", "region", "copy_source_region")
		t := Target{
			Key: key, At: at, ARN: v.Text("arn"), AccountID: v.Text("account_id"), Region: v.Text("region"),
			CopySourceRegion: v.Text("copy_source_region"),
		}
		word := v.Text("service")
		if arn, given := t.ARN.Get(); given {
			parts := strings.SplitN(arn, ":", 6)
			if len(parts) != 6 || parts[0] != "arn" {
				r.errs.Add(at.Attribute("arn"), "%q is not an ARN; expected arn:partition:service:region:account:resource.", arn)
				return t
			}
			if word.IsAbsent() {
				word = maybe.Of(parts[2])
			}
			t.Region, t.AccountID = r.agree(at.Attribute("region"), t.Region, parts[3]), r.agree(at.Attribute("account_id"), t.AccountID, parts[4])
			if strings.HasSuffix(parts[5], ".mrap") && strings.HasPrefix(parts[5], "accesspoint/") {
				word = maybe.Of("s3-global.accesspoint")
			}
		} else if word.IsAbsent() && t.ARN.IsAbsent() {
			r.errs.Add(at, "A target needs service or arn, so that it is known which endpoint serves it.")
		}
		r.account(at.Attribute("account_id"), t.AccountID)
		for name, region := range map[string]Text{"region": t.Region, "copy_source_region": t.CopySourceRegion} {
			if code, given := region.Get(); given {
				if _, known := r.Catalog.Region(code); !known {
					r.errs.Add(at.Attribute(name), "%s.", r.Catalog.UnknownRegion(code))
				}
			}
		}
		if text, given := word.Get(); given {
			if refs, err := r.Catalog.Resolve(text); err == nil && len(refs) > 0 {
				t.Service = refs[0].Key
				if refs[0].Region != "" && t.Region.IsAbsent() {
					t.Region = maybe.Of(refs[0].Region)
				}
			} else if v.Text("service").IsGiven() {
				r.errs.Add(at.Attribute("service"), "%s.", err)
			}
		}
		return t
	})
}

// agree joins what is written with what the ARN says, and refuses a contradiction.
func (r *reader) agree(at input.Path, written Text, inARN string) Text {
	if inARN == "" {
		return written
	}
	if text, given := written.Get(); given && text != inARN {
		r.errs.Add(at, "%q contradicts the ARN, which says %q.", text, inARN)
	}
	return maybe.Of(inARN)
}

// callers reads where the callers are.
func (r *reader) callers() {
	r.Callers = r.callerWords(r.in.At("callers"), input.At("callers"))
	r.CallerCIDRs = tree.Members(r.in.At("caller_cidr_blocks"), tree.Value.AsTexts)
	blocks := r.CallerCIDRs.Or(nil)
	for _, caller := range sortedKeys(blocks) {
		at := input.At("caller_cidr_blocks").Key(caller)
		if !slices.Contains(Callers(), caller) {
			r.errs.Add(at, "%q is not a caller; use %s.", caller, strings.Join(Callers(), ", "))
		}
		for _, block := range blocks[caller].Or(nil) {
			if _, ok := ParsePrefix(block); !ok && block.IsGiven() {
				r.errs.Add(at.Element(block.Or("")), "%q is not a range of addresses such as 10.0.0.0/16 or 2001:db8::/56.", block.Or(""))
			}
		}
	}
}

func (r *reader) callerWords(v tree.Value, at input.Path) maybe.Value[[]string] {
	list := v.AsTexts()
	if !list.IsGiven() {
		if list.IsUnknown() {
			return maybe.Unknown[[]string]()
		}
		return maybe.Absent[[]string]()
	}
	var out []string
	for _, word := range list.Or(nil) {
		text, given := word.Get()
		switch {
		case word.IsUnknown():
			return maybe.Unknown[[]string]()
		case !given:
		case !slices.Contains(Callers(), text):
			r.errs.Add(at.Element(text), "%q is not a caller; use %s.", text, strings.Join(Callers(), ", "))
		default:
			out = append(out, text)
		}
	}
	slices.Sort(out)
	return maybe.Of(slices.Compact(out))
}

// options reads service_options, of which the callers matter here.
func (r *reader) options() {
	r.optionsLater = r.in.At("service_options").Kind() == tree.Unknown
	keys, members := r.entries("service_options")
	for _, word := range keys {
		at, v := input.At("service_options").Key(word), members[word]
		Only(v, at, &r.errs, "callers", "service_region", "vpc_endpoint_types", "private_dns_enabled", "ip_address_type", "fips", "policy")
		option := Option{Callers: r.callerWords(v.At("callers"), at.Attribute("callers"))}
		if _, own := r.services[word]; own {
			r.Options[word] = option
			continue
		}
		refs, err := r.Catalog.Resolve(word)
		if err != nil {
			r.errs.Add(at, "%s.", err.Error())
		}
		for _, ref := range refs {
			name := ref.Key
			if region := cmp.Or(ref.Region, v.Text("service_region").Or("")); region != "" && region != r.Region.Code {
				name += "@" + region
			}
			r.Options[name] = option
		}
	}
}

// spokes reads the VPCs that use the endpoints of this one.
func (r *reader) spokes() {
	r.Spokes = each(r, "vpcs", func(key string, at input.Path, v tree.Value) Spoke {
		Only(v, at, &r.errs, "id", "account_id", "availability_zones", "gb_per_month", "transit_gateway_attached", "cidr_blocks")
		for _, block := range v.Texts("cidr_blocks").Or(nil) {
			if _, ok := ParsePrefix(block); !ok && block.IsGiven() {
				r.errs.Add(at.Attribute("cidr_blocks").Element(block.Or("")), "%q is not a range of addresses such as 10.0.0.0/16.", block.Or(""))
			}
		}
		return Spoke{Key: key, At: at, ID: v.Text("id"), CIDRBlocks: v.Texts("cidr_blocks")}
	})
}
