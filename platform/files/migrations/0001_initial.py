import django.db.models.deletion
import kernel.ids
import tenants.context
import tenants.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('tenants', '0002_walls'),
    ]

    operations = [
        migrations.CreateModel(
            name='Content',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('source_sha256', models.CharField(max_length=64)),
                ('sha256', models.CharField(max_length=64)),
                ('kind', models.CharField(choices=[('picture', 'Picture'), ('file', 'File')], max_length=8)),
                ('media_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('width', models.PositiveIntegerField(default=0)),
                ('height', models.PositiveIntegerField(default=0)),
                ('is_animated', models.BooleanField(default=False)),
                ('path', models.CharField(max_length=200)),
                ('widths', models.JSONField(default=list)),
                ('created_at', models.DateTimeField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='Upload',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('owner_id', models.UUIDField(blank=True, null=True)),
                ('name', models.CharField(max_length=200)),
                ('is_private', models.BooleanField(default=False)),
                ('is_kept', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('content', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='files.content')),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
            ],
        ),
        migrations.CreateModel(
            name='LinkPreview',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('key', models.CharField(max_length=32)),
                ('url', models.CharField(max_length=2000)),
                ('wanted_at', models.DateTimeField()),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('failure', models.CharField(blank=True, max_length=200)),
                ('title', models.CharField(blank=True, max_length=200)),
                ('text', models.CharField(blank=True, max_length=400)),
                ('site', models.CharField(blank=True, max_length=120)),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('picture', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='files.upload')),
            ],
        ),
        migrations.CreateModel(
            name='UploadUse',
            fields=[
                ('id', models.UUIDField(default=kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=20)),
                ('thing_id', models.UUIDField()),
                ('tenant', tenants.fields.TenantField(db_index=False, default=tenants.context.current_tenant_id, editable=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='tenants.tenant')),
                ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='files.upload')),
            ],
        ),
        migrations.AddConstraint(
            model_name='content',
            constraint=models.UniqueConstraint(fields=('tenant', 'source_sha256'), name='one_content_of_a_kind'),
        ),
        migrations.AddConstraint(
            model_name='content',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['picture', 'file'])), name='known_content_kind'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['tenant', 'owner_id', 'created_at'], name='uploads_of_an_owner'),
        ),
        migrations.AddIndex(
            model_name='upload',
            index=models.Index(fields=['tenant', 'created_at'], name='uploads_by_age'),
        ),
        migrations.AddConstraint(
            model_name='linkpreview',
            constraint=models.UniqueConstraint(fields=('tenant', 'key'), name='one_preview_of_an_address'),
        ),
        migrations.AddConstraint(
            model_name='uploaduse',
            constraint=models.UniqueConstraint(fields=('tenant', 'kind', 'thing_id', 'upload'), name='one_use_of_an_upload'),
        ),
    ]
