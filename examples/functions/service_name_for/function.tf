# In China the two types of S3 have different names.
output "gateway" {
  value = provider::vpce::service_name_for("s3", "cn-north-1", "Gateway")
  # com.amazonaws.cn-north-1.s3
}

output "interface" {
  value = provider::vpce::service_name_for("s3", "cn-north-1", "Interface")
  # cn.com.amazonaws.cn-north-1.s3
}
