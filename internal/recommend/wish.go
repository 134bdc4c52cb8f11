package recommend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// wish is one AWS service to reach, with its settings worked out.
type wish struct {
	// name is the key of its recommendation.
	name string
	// key is the catalogue key, region the Region of the service.
	key, region string
	option      Option
	// optionKey is the key of service_options that the option came from.
	optionKey string
	// spelled is the full service name, if the caller wrote one.
	spelled string
	// targets are names of the targets that led here.
	targets []string
	// origins say who asks for it, in words; at is where the first of them stands.
	origins []string
	at      input.Path
}

// from records who asks for a wish.
func (w *wish) from(at input.Path, format string, args ...any) {
	if w.at == nil {
		w.at = at
	}
	if origin := fmt.Sprintf(format, args...); !slices.Contains(w.origins, origin) {
		w.origins = append(w.origins, origin)
	}
}

// wishes is everything asked for, in the order of names.
type wishes struct {
	services []*wish
	// workloads maps each workload to the parts of it that nobody asked for.
	left map[string][]catalog.Part
}

// collector gathers wishes and what is wrong with the input.
type collector struct {
	catalog *catalog.Catalog
	region  catalog.Region
	request Request
	byName  map[string]*wish
	left    map[string][]catalog.Part
	errs    input.Errors
}

// collect turns services, workloads and targets into one wish each. What is asked for
// twice is one wish.
func collect(c *catalog.Catalog, region catalog.Region, q Request) (wishes, input.Errors) {
	col := &collector{catalog: c, region: region, request: q, byName: map[string]*wish{}, left: map[string][]catalog.Part{}}
	col.places()
	for i, text := range q.Services {
		path := input.At("services").Index(i)
		for _, ref := range col.resolve(path, text) {
			w := col.add(ref)
			w.from(path, "asked for in services")
			if strings.Contains(text, ".") && c.ParseName(strings.TrimSpace(text)).Kind == catalog.KindAWS {
				w.spelled = strings.TrimSpace(text)
			}
		}
	}
	col.workloads()
	col.targets()
	col.ownWishes()
	if len(col.byName) == 0 && len(q.EndpointServices) == 0 && len(q.ResourceConfigurations) == 0 &&
		len(q.ServiceNetworks) == 0 && len(col.errs) == 0 {
		col.errs.Add(input.At("services"), "Nothing is asked for: name at least one service, workload, target, endpoint service, resource configuration or service network.")
	}
	col.options()
	out := wishes{left: col.left}
	for _, name := range sortedKeys(col.byName) {
		out.services = append(out.services, col.byName[name])
	}
	return out, col.errs
}

// resolve looks a word up; what it stands for nowhere is an error at the path.
func (col *collector) resolve(path input.Path, text string) []catalog.Ref {
	refs, err := col.catalog.Resolve(text)
	if err != nil {
		col.errs.Add(path, "%s.", err.Error())
		return nil
	}
	return refs
}

// add records a wish once. A service of the VPC's own Region has no Region in its name.
func (col *collector) add(ref catalog.Ref) *wish {
	name, region := ref.Key, ref.Region
	if region == "" || region == col.region.Code {
		region = col.region.Code
	} else {
		name += "@" + region
	}
	w, ok := col.byName[name]
	if !ok {
		w = &wish{name: name, key: ref.Key, region: region}
		col.byName[name] = w
	}
	return w
}

func (col *collector) workloads() {
	for _, name := range sortedKeys(col.request.Workloads) {
		path := input.At("workloads").Key(name)
		w, ok := col.catalog.Workload(name)
		if !ok {
			col.errs.Add(path, "%q is not a workload; known are %s.", name, list(col.catalog.WorkloadNames()))
			continue
		}
		for _, key := range w.Required {
			col.add(catalog.Ref{Key: key}).from(path, "needed by workload %s", name)
		}
		wanted := col.request.Workloads[name]
		var names []string
		for _, part := range w.Optional {
			names = append(names, part.Key)
			if slices.Contains(wanted, part.Key) {
				col.add(catalog.Ref{Key: part.Key}).from(path, "needed by workload %s (%s)", name, part.When)
			} else {
				col.left[name] = append(col.left[name], part)
			}
		}
		for _, part := range wanted {
			if !slices.Contains(names, part) && !slices.Contains(w.Required, part) {
				col.errs.Add(path.Element(part), "%q is not an optional part of %s; %s.", part, name, partsText(names))
			}
		}
		if len(w.Required) == 0 && len(wanted) == 0 {
			col.errs.Add(path, "%s has no required part, so at least one optional part must be named; %s.", name, partsText(names))
		}
	}
}

func partsText(names []string) string {
	if len(names) == 0 {
		return "it has none"
	}
	return "its optional parts are " + list(names)
}

// options attaches each option to the wishes it names, and refuses one that names none.
func (col *collector) options() {
	for _, text := range sortedKeys(col.request.Options) {
		path := input.At("service_options").Key(text)
		option := col.request.Options[text]
		if col.own(text) {
			col.option(path, option)
			col.ownOption(path, option)
			continue
		}
		refs, err := col.catalog.Resolve(text)
		if err != nil {
			col.errs.Add(path, "%s.", err.Error())
			continue
		}
		col.option(path, option)
		found := false
		for _, ref := range refs {
			found = col.attach(path, text, ref, option) || found
		}
		if !found && len(col.errs) == 0 {
			col.errs.Add(path, "The option is for %q, which no service, workload or target asks for; asked for are %s.",
				text, list(sortedKeys(col.byName)))
		}
	}
}

// own reports whether a word is the key of one of the caller's own entries.
func (col *collector) own(text string) bool {
	_, a := col.request.EndpointServices[text]
	_, b := col.request.ResourceConfigurations[text]
	_, c := col.request.ServiceNetworks[text]
	return a || b || c
}

// attach gives a wish its option. A service_region moves the wish to that Region.
func (col *collector) attach(path input.Path, text string, ref catalog.Ref, option Option) bool {
	name := ref.Key
	if ref.Region != "" && ref.Region != col.region.Code {
		name += "@" + ref.Region
	}
	w, ok := col.byName[name]
	if !ok {
		return false
	}
	if w.optionKey != "" {
		col.errs.Add(path, "%q and %q both name %q; give each service one set of options.", w.optionKey, text, name)
		return true
	}
	if option.ServiceRegion != "" && option.ServiceRegion != w.region {
		if w.region != col.region.Code {
			col.errs.Add(path.Attribute("service_region"), "%q contradicts the Region in %q.", option.ServiceRegion, name)
			return true
		}
		delete(col.byName, name)
		moved := col.add(catalog.Ref{Key: ref.Key, Region: option.ServiceRegion})
		moved.spelled = cmp.Or(moved.spelled, w.spelled)
		moved.targets = append(moved.targets, w.targets...)
		for _, origin := range w.origins {
			moved.from(w.at, "%s", origin)
		}
		w = moved
	}
	w.option, w.optionKey = option, text
	return true
}

// option checks the words of an option.
func (col *collector) option(path input.Path, o Option) {
	col.words(path.Attribute("callers"), o.Callers, Callers())
	types := make([]string, 0, len(typeWords))
	for t := range maps.Keys(typeWords) {
		types = append(types, string(t))
	}
	slices.Sort(types)
	col.words(path.Attribute("vpc_endpoint_types"), o.VPCEndpointTypes, types)
	if o.IPAddressType != "" {
		col.word(path.Attribute("ip_address_type"), o.IPAddressType, IPAddressTypes())
	}
	if o.ServiceRegion != "" {
		if _, ok := col.catalog.Region(o.ServiceRegion); !ok {
			col.errs.Add(path.Attribute("service_region"), "%s.", col.catalog.UnknownRegion(o.ServiceRegion))
		}
	}
}

// places checks the words of the request itself.
func (col *collector) places() {
	col.words(input.At("callers"), col.request.Callers, Callers())
	col.word(input.At("egress"), col.request.Egress, Egresses())
	if t := col.request.IPAddressType; t != "" {
		col.word(input.At("ip_address_type"), t, IPAddressTypes())
	}
}

func (col *collector) words(path input.Path, words, allowed []string) {
	for _, word := range words {
		col.word(path.Element(word), word, allowed)
	}
}

func (col *collector) word(path input.Path, word string, allowed []string) {
	if !slices.Contains(allowed, word) {
		col.errs.Add(path, "%q is not allowed; use one of %s.", word, list(allowed))
	}
}
